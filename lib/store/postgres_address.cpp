#include "store/postgres_address.hpp"

#include "store/engine.hpp"

#include <libpq-fe.h>

#include <algorithm>
#include <map>
#include <memory>

namespace frameio::store {
namespace {

constexpr std::size_t longest_name = 63;  // of PostgreSQL

bool is_plain_name(std::string_view name) {
    const auto fits = [](char each) {
        return (each >= 'a' && each <= 'z') || (each >= '0' && each <= '9') || each == '_';
    };
    const bool begins_well = !name.empty() && (name.front() < '0' || name.front() > '9') && !name.starts_with("pg_");
    return begins_well && name.size() <= longest_name && std::ranges::all_of(name, fits);
}

void refuse_if(bool unreadable) {
    if (unreadable) {
        throw store_error(
            "the store's address cannot be read; give postgresql://USER:PASSWORD@HOST:PORT/DATABASE, with %XX for "
            "special characters");
    }
}

struct option_freer {
    void operator()(PQconninfoOption* options) const noexcept {
        PQconninfoFree(options);
    }
};

}  // namespace

postgres_address::postgres_address(std::string_view url) {
    if (!url.starts_with("postgresql://") && !url.starts_with("postgres://")) {
        throw store_error("the store's address is no URL of PostgreSQL; give postgresql://USER@HOST/DATABASE");
    }
    take_schema(url);
    describe();
}

// libpq does not take options that it does not know.
void postgres_address::take_schema(std::string_view url) {
    constexpr std::string_view ours = "schema=";
    const std::size_t question = std::min(url.find('?'), url.size());
    url_ = url.substr(0, question);
    char separator = '?';
    for (std::string_view rest = url.substr(std::min(question + 1, url.size())); !rest.empty();) {
        const std::string_view option = rest.substr(0, rest.find('&'));
        rest.remove_prefix(std::min(option.size() + 1, rest.size()));
        if (option.starts_with(ours)) {
            schema_ = option.substr(ours.size());
        } else {
            url_.append(1, separator).append(option);
            separator = '&';
        }
    }
    if (!is_plain_name(schema_)) {
        throw store_error("the store's address has a schema that is no plain name; give one of a-z, 0-9 and _");
    }
}

void postgres_address::describe() {
    char* problem = nullptr;
    const std::unique_ptr<PQconninfoOption, option_freer> options(PQconninfoParse(url_.c_str(), &problem));
    PQfreemem(problem);  // quotes parts of the URL
    refuse_if(!options);
    std::map<std::string_view, std::string_view> given;
    for (const PQconninfoOption* each = options.get(); each->keyword != nullptr; ++each) {
        given[each->keyword] = each->val == nullptr ? "" : each->val;
    }
    // Then some of it may be a part of the password.
    refuse_if(given["port"].find_first_not_of("0123456789,") != std::string_view::npos);
    refuse_if(given["host"].find('@') != std::string_view::npos);
    refuse_if(given["dbname"].find('@') != std::string_view::npos);
    const auto append = [&](std::string_view before, const char* name, std::string_view after) {
        if (!given[name].empty()) {
            shown_.append(before).append(given[name]).append(after);
        }
    };
    shown_ = "postgresql://";
    append("", "user", "@");
    append("", "host", "");
    append(":", "port", "");
    append("/", "dbname", "");
    shown_.append(", schema ").append(schema_);
}

}  // namespace frameio::store
