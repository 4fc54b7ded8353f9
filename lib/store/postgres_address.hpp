#pragma once

#include <string>
#include <string_view>

namespace frameio::store {

/// Which PostgreSQL database, and which schema in it.
class postgres_address {
public:
    /// Reads a URL as libpq knows it, "postgresql://user:password@host:port/database?sslmode=require". Our own option
    /// `schema` names the schema, by default "frameio".
    /// @throws store_error, which does not repeat the URL: it may have a password
    explicit postgres_address(std::string_view url);

    /// For libpq, with the password if there is one.
    const std::string& url() const noexcept {
        return url_;
    }
    const std::string& schema() const noexcept {
        return schema_;
    }
    /// For people, without any password: "postgresql://user@host:port/database, schema frameio".
    const std::string& shown() const noexcept {
        return shown_;
    }

private:
    void take_schema(std::string_view url);
    void describe();

    std::string url_;
    std::string schema_ = "frameio";
    std::string shown_;
};

}  // namespace frameio::store
