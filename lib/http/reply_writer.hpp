#pragma once

#include <frameio/clock.hpp>

#include "http/request_view.hpp"
#include "http/service.hpp"

#include <chrono>
#include <string>

namespace frameio::http {

/// Appends answers to a buffer, with the current date, which it renders once a second.
class reply_writer {
public:
    /// How the connection goes on after the answer.
    enum class after { keep, keep_http10, close };

    void append(std::string& out, clock::wall_time now, const reply& answer, after connection, bool with_body);

private:
    void render(std::chrono::sys_seconds now);

    std::string empty_ok_;  // the whole of the most frequent answer
    std::string date_line_;
    std::chrono::sys_seconds rendered_{};
};

}  // namespace frameio::http
