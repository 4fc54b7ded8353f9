#pragma once

#include "cli/http/connection.hpp"
#include "cli/record/recording.hpp"
#include "cli/record/recording_file.hpp"
#include "web/message.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>

namespace frameio::cli {

/// Answers deliveries, itself or by the app that they are passed on to, and records them.
class recorder {
public:
    /// @param app   where they are passed on to; null: nowhere. It and the file outlive this.
    /// @param most  how many deliveries the file may have
    /// @param ended  called once, when the file is full or cannot be written
    recorder(boost::asio::any_io_executor executor, recording_file& file, const client_options* app, std::size_t most,
             std::function<void()> ended);

    boost::asio::awaitable<web::response> answer(web::request request);

    bool is_full() const noexcept {
        return file_.count() >= most_;
    }
    /// Why the file could not be written; empty if it could.
    const std::string& failure() const noexcept {
        return failure_;
    }

private:
    boost::asio::awaitable<web::response> record(web::request request);
    boost::asio::awaitable<outcome> pass_on(const web::request& request);
    bool keep(const recorded_delivery& delivery);

    recording_file& file_;
    const client_options* app_;
    std::optional<dialer> lines_;
    std::size_t most_;
    std::size_t taken_;  ///< recorded, or to be when they have been answered
    std::function<void()> ended_;
    std::string failure_;
};

}  // namespace frameio::cli
