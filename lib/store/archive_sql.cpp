#include "store/archive_sql.hpp"

namespace frameio::store {
namespace {

// What is in memory at a time: 64 bodies are at most 64 MiB, with the largest ones that an app takes by default.
constexpr const char* limit = " LIMIT 64";

/// "a, b, c" of the first `count` columns.
std::string names(const archive_table& of, std::size_t count) {
    std::string made;
    for (const archive_column& each : of.columns.first(count)) {
        made.append(made.empty() ? "" : ", ").append(each.name);
    }
    return made;
}

/// "($1, $2, $3)".
std::string places(std::size_t count) {
    std::string made;
    for (std::size_t place = 1; place <= count; ++place) {
        made.append(made.empty() ? "($" : ", $").append(std::to_string(place));
    }
    return made + ")";
}

}  // namespace

archive_sql::archive_sql(const archive_table& of) {
    const std::string name = of.name;
    const std::string all = names(of, of.columns.size());
    const std::string keys = names(of, of.keys);
    const std::string select = "SELECT " + all + " FROM " + name;
    const std::string order = " ORDER BY " + keys + limit;
    count = "SELECT count(*) FROM " + name;
    first = select + order;
    behind = select + " WHERE (" + keys + ") > " + places(of.keys) + order;
    insert = "INSERT INTO " + name + " (" + all + ")";
    values = " VALUES " + places(of.columns.size());
}

archive_statements::archive_statements() {
    for (const archive_table& each : archive_tables()) {
        all_.emplace(each.name, each);
    }
}

}  // namespace frameio::store
