#pragma once

#include "store/archive.hpp"
#include "store/archive_sql.hpp"
#include "store/postgres_connection.hpp"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace frameio::store {

/// A PostgreSQL schema as rows. Its operations block the thread.
class postgres_archive final : public archive {
public:
    /// @throws store_error
    postgres_archive(std::string_view url, purpose what_for, wall_time now);

    const std::string& shown() const noexcept override {
        return address_.shown();
    }
    std::int64_t version() const noexcept override {
        return version_;
    }
    std::int64_t newest_version() const noexcept override;
    std::optional<std::int64_t> ask(const char* sql, std::optional<std::int64_t> parameter) override;
    /// The server finds damage when it reads it.
    std::vector<std::string> damage() override {
        return {};
    }
    std::uint64_t count(const archive_table& of) override;
    std::vector<archive_row> read(const archive_table& from, const archive_row& after) override;
    void write(const archive_table& to, const std::vector<archive_row>& rows) override;
    void commit() override;

    /// @throws store_error
    static migration migrate(std::string_view url);

private:
    /// Connected, and not in a transaction.
    explicit postgres_archive(std::string_view url);

    void connect();
    void open_existing(purpose what_for, wall_time now);
    void refuse_if_in_use(wall_time now);
    std::vector<postgres_rows> perform(postgres_batch what);
    template <class Result>
    Result wait_for(boost::asio::awaitable<Result> what, std::optional<std::chrono::seconds> patience = {});

    const postgres_address address_;
    archive_statements statements_;
    std::map<std::string_view, std::string> inserts_;
    boost::asio::io_context context_{1};
    postgres_connection connection_;
    std::int64_t version_ = 0;
};

}  // namespace frameio::store
