#include "store/postgres_query.hpp"

#include "support/number.hpp"

#include <libpq-fe.h>

#include <algorithm>

namespace frameio::store {
namespace {

// The types that are sent, by the numbers that every server knows them by.
// Source: PostgreSQL 15, src/include/catalog/pg_type.dat.
constexpr unsigned bytea_type = 17;
constexpr unsigned int8_type = 20;
constexpr unsigned bytea_array_type = 1001;
constexpr unsigned int8_array_type = 1016;
constexpr unsigned uuid_type = 2950;
constexpr unsigned uuid_array_type = 2951;

void append(std::string& to, std::uint64_t value, unsigned octets) {
    for (unsigned left = octets; left > 0; --left) {
        to += static_cast<char>(value >> (8 * (left - 1)));
    }
}

std::string eight_octets(std::int64_t value) {
    std::string made;
    append(made, static_cast<std::uint64_t>(value), 8);
    return made;
}

std::int64_t milliseconds_of(wall_time when) {
    return std::chrono::floor<std::chrono::milliseconds>(when).time_since_epoch().count();
}

std::string_view view(const std::array<std::uint8_t, 16>& octets) {
    return {reinterpret_cast<const char*>(octets.data()), octets.size()};
}

/// One dimension, no NULL, from 1 on.
template <class Values, class Octets>
std::string array_of(unsigned type, const Values& values, Octets octets) {
    std::string made;
    append(made, values.empty() ? 0 : 1, 4);
    append(made, 0, 4);
    append(made, type, 4);
    if (!values.empty()) {
        append(made, values.size(), 4);
        append(made, 1, 4);
    }
    for (const auto& each : values) {
        const auto element = octets(each);
        append(made, element.size(), 4);
        made.append(element);
    }
    return made;
}

}  // namespace

postgres_query& postgres_query::bind(std::int64_t value) {
    add(int8_type).own = eight_octets(value);
    return *this;
}

postgres_query& postgres_query::bind(std::string_view octets) {
    add(bytea_type).borrowed = octets;
    return *this;
}

postgres_query& postgres_query::bind(const ledger_key& key) {
    add(bytea_type).own = view(key);
    return *this;
}

postgres_query& postgres_query::bind(const event_id& id) {
    add(uuid_type).own = view(id.octets());
    return *this;
}

postgres_query& postgres_query::bind(wall_time when) {
    return bind(milliseconds_of(when));
}

postgres_query& postgres_query::bind(const std::vector<std::int64_t>& values) {
    add(int8_array_type).own = array_of(int8_type, values, eight_octets);
    return *this;
}

postgres_query& postgres_query::bind(const std::vector<wall_time>& values) {
    add(int8_array_type).own =
        array_of(int8_type, values, [](wall_time each) { return eight_octets(milliseconds_of(each)); });
    return *this;
}

postgres_query& postgres_query::bind(const std::vector<ledger_key>& keys) {
    add(bytea_array_type).own = array_of(bytea_type, keys, [](const ledger_key& each) { return view(each); });
    return *this;
}

postgres_query& postgres_query::bind(const std::vector<std::string>& values) {
    add(bytea_array_type).own = array_of(bytea_type, values, [](const std::string& each) { return each; });
    return *this;
}

postgres_query& postgres_query::bind(const std::vector<event_id>& ids) {
    add(uuid_array_type).own = array_of(uuid_type, ids, [](const event_id& each) { return view(each.octets()); });
    return *this;
}

void postgres_batch::begin() {
    add("BEGIN");
    begins_ = true;
}

void postgres_batch::begin_reading() {
    add("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    begins_ = true;
}

void postgres_batch::commit() {
    add("COMMIT");
    commits_ = true;
}

void postgres_rows::clearer::operator()(pg_result* result) const noexcept {
    PQclear(result);
}

bool postgres_rows::step() {
    column_ = 0;
    return ++row_ < PQntuples(result_.get());
}

std::size_t postgres_rows::changed() const {
    return parse_number<std::size_t>(PQcmdTuples(result_.get())).value_or(0);
}

std::string_view postgres_rows::octets() {
    const int at = column_++;
    return {PQgetvalue(result_.get(), row_, at), static_cast<std::size_t>(PQgetlength(result_.get(), row_, at))};
}

std::int64_t postgres_rows::number() {
    const std::string_view from = octets();
    // The sign is the first bit, whatever the size is.
    std::uint64_t made =
        !from.empty() && (static_cast<unsigned char>(from.front()) & 0x80U) != 0 ? ~std::uint64_t{} : 0;
    for (const char each : from) {
        made = made << 8U | static_cast<unsigned char>(each);
    }
    return static_cast<std::int64_t>(made);
}

std::string postgres_rows::text() {
    return std::string(octets());
}

ledger_key postgres_rows::key() {
    const std::string_view from = octets();
    ledger_key made{};
    std::copy_n(from.begin(), std::min(from.size(), made.size()), made.begin());
    return made;
}

wall_time postgres_rows::time() {
    return wall_time(std::chrono::milliseconds(number()));
}

bool postgres_rows::is_nothing() const {
    return PQgetisnull(result_.get(), row_, column_) != 0;
}

}  // namespace frameio::store
