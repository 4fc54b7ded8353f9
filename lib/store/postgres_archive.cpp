#include "store/postgres_archive.hpp"

#include "store/engine.hpp"
#include "store/postgres_schema.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>

#include <algorithm>
#include <array>
#include <future>
#include <utility>

namespace frameio::store {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::seconds for_a_connection{10};

archive_value read_value(postgres_rows& from, column_kind kind) {
    if (from.is_nothing()) {
        from.skip();
        return {};
    }
    if (kind == column_kind::number || kind == column_kind::number_or_nothing) {
        return from.number();
    }
    return from.text();
}

event_id id_of(const std::string& octets) {
    event_id::octets_type made{};
    if (octets.size() != made.size()) {
        throw store_error("an event's id has " + std::to_string(octets.size()) +
                          " octets instead of 16; the store that it is taken from is damaged");
    }
    std::ranges::copy(octets, made.begin());
    return event_id(made);
}

void bind(postgres_query& to, const archive_value& value, column_kind kind) {
    if (kind == column_kind::number || kind == column_kind::number_or_nothing) {
        const auto* const number = std::get_if<std::int64_t>(&value);
        to.bind(number == nullptr ? std::optional<std::int64_t>() : std::optional(*number));
        return;
    }
    const std::string& octets = std::get<std::string>(value);
    if (kind == column_kind::id) {
        to.bind(id_of(octets));
    } else {
        to.bind(std::string_view(octets));
    }
}

void bind(postgres_query& to, const archive_row& row, std::span<const archive_column> columns) {
    for (std::size_t at = 0; at < columns.size(); ++at) {
        bind(to, row.at(at), columns[at].kind);
    }
}

std::string lock_all(const char* mode) {
    std::string made = "LOCK TABLE ";
    for (const archive_table& each : archive_tables()) {
        made.append(made.ends_with(' ') ? "" : ", ").append(each.name);
    }
    return made.append(" IN ").append(mode).append(" MODE");
}

}  // namespace

postgres_archive::postgres_archive(std::string_view url)
    : address_(url), connection_(context_.get_executor(), address_) {
    connect();
}

postgres_archive::postgres_archive(std::string_view url, purpose what_for, wall_time now) : postgres_archive(url) {
    if (what_for != purpose::fill) {
        open_existing(what_for, now);
        return;
    }
    wait_for(store::migrate(connection_));
    version_ = postgres_schema_version;
    postgres_batch batch;
    batch.begin();
    batch.add_once(lock_all("EXCLUSIVE"));
    perform(std::move(batch));
}

// A copy of a large store takes longer than what an app asks for.
void postgres_archive::connect() {
    wait_for(connection_.open(), for_a_connection);
    postgres_batch batch;
    batch.add_once(
        "SELECT set_config('statement_timeout', '0', false), "
        "set_config('idle_in_transaction_session_timeout', '0', false)");
    perform(std::move(batch));
}

void postgres_archive::open_existing(purpose what_for, wall_time now) {
    version_ = wait_for(schema_version(connection_));
    if (what_for == purpose::take || version_ == 0) {
        wait_for(check_schema(connection_));
    }
    postgres_batch batch;
    if (what_for == purpose::look) {
        batch.begin_reading();
    } else {
        batch.add("BEGIN ISOLATION LEVEL REPEATABLE READ");
        batch.add_once(lock_all("SHARE"));
    }
    perform(std::move(batch));
    if (what_for == purpose::take) {
        refuse_if_in_use(now);
    }
}

// Many processes may work on it, and none holds a lock that tells so; but while they run events, they have leases.
void postgres_archive::refuse_if_in_use(wall_time now) {
    const auto moment = std::chrono::floor<std::chrono::milliseconds>(now).time_since_epoch().count();
    const auto leased = ask("SELECT count(*) FROM event WHERE state = 1 AND leased_until > $1", std::int64_t{moment});
    if (leased.value_or(0) != 0) {
        throw store_error("the store " + shown() + ": events are being run (" + std::to_string(*leased) +
                          "); end the apps that work on it, or, if they were killed, wait until their leases have run "
                          "out");
    }
}

template <class Result>
Result postgres_archive::wait_for(asio::awaitable<Result> what, std::optional<std::chrono::seconds> patience) {
    auto result = asio::co_spawn(context_, std::move(what), asio::use_future);
    context_.restart();
    if (patience) {
        context_.run_for(*patience);
        if (!context_.stopped()) {
            connection_.give_up();
        }
    }
    context_.run();
    try {
        return result.get();
    } catch (const postgres_failure& failure) {
        throw store_error("the store " + shown() + ": " + failure.what(), failure.in_doubt());
    }
}

std::vector<postgres_rows> postgres_archive::perform(postgres_batch what) {
    return wait_for(connection_.perform(std::move(what)));
}

std::int64_t postgres_archive::newest_version() const noexcept {
    return postgres_schema_version;
}

std::optional<std::int64_t> postgres_archive::ask(const char* sql, std::optional<std::int64_t> parameter) {
    postgres_batch batch;
    postgres_query& query = batch.add(sql);
    if (parameter) {
        query.bind(*parameter);
    }
    auto rows = perform(std::move(batch));
    return rows[0].step() && !rows[0].is_nothing() ? std::optional(rows[0].number()) : std::nullopt;
}

std::uint64_t postgres_archive::count(const archive_table& of) {
    return static_cast<std::uint64_t>(ask(statements_.of(of).count.c_str(), {}).value_or(0));
}

std::vector<archive_row> postgres_archive::read(const archive_table& from, const archive_row& after) {
    const archive_sql& sql = statements_.of(from);
    postgres_batch batch;
    postgres_query& query = batch.add(after.empty() ? sql.first.c_str() : sql.behind.c_str());
    if (!after.empty()) {
        bind(query, after, from.columns.first(from.keys));
    }
    auto rows = perform(std::move(batch));
    std::vector<archive_row> found;
    while (rows[0].step()) {
        archive_row& row = found.emplace_back();
        for (const archive_column& each : from.columns) {
            row.push_back(read_value(rows[0], each.kind));
        }
    }
    return found;
}

void postgres_archive::write(const archive_table& to, const std::vector<archive_row>& rows) {
    const archive_sql& sql = statements_.of(to);
    const std::string& insert =
        inserts_.try_emplace(to.name, sql.insert + " OVERRIDING SYSTEM VALUE" + sql.values).first->second;
    postgres_batch batch;
    for (const archive_row& each : rows) {
        bind(batch.add(insert.c_str()), each, to.columns);
    }
    perform(std::move(batch));
}

// Steps that begin later get greater numbers.
void postgres_archive::commit() {
    postgres_batch batch;
    batch.add("SELECT setval(pg_get_serial_sequence('step', 'number'), greatest((SELECT max(number) FROM step), 1))");
    batch.commit();
    perform(std::move(batch));
}

migration postgres_archive::migrate(std::string_view url) {
    postgres_archive opened(url);
    migration done;
    done.shown = opened.shown();
    done.from = opened.wait_for(schema_version(opened.connection_));
    opened.wait_for(store::migrate(opened.connection_));
    done.to = postgres_schema_version;
    return done;
}

}  // namespace frameio::store
