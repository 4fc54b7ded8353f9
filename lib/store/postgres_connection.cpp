#include "store/postgres_connection.hpp"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/deferred.hpp>

#include <libpq-fe.h>

#include <fcntl.h>
#include <poll.h>

#include <array>
#include <string_view>
#include <utility>

namespace frameio::store {

namespace asio = boost::asio;

namespace {

constexpr int binary = 1;

/// What libpq says, in one line.
std::string one_line(std::string_view text) {
    std::string made;
    for (const char each : text) {
        if (each != '\n' && each != '\t') {
            made += each;
        } else if (!made.empty() && made.back() != ' ') {
            made += ' ';
        }
    }
    while (!made.empty() && made.back() == ' ') {
        made.pop_back();
    }
    return made;
}

/// What a failure means to the one who runs the app, by the beginning of its SQLSTATE.
/// Source: PostgreSQL 15, appendix A, "PostgreSQL Error Codes".
std::string_view remedy_of(std::string_view state) {
    constexpr std::array<std::pair<std::string_view, std::string_view>, 8> remedies{{
        {"42501", "; the user lacks rights there; let an administrator grant them"},
        {"42P01", "; its tables are gone; restart the app to make them, or restore a copy"},
        {"25006", "; it takes no changes now; give the address of the primary server"},
        {"53100", "; the server's disk is full; free some space"},
        {"53300", "; the server takes no more connections; raise its max_connections"},
        {"55P03", "; another transaction holds what is needed; look into pg_stat_activity"},
        {"57014", "; the server is too slow; look into pg_stat_activity"},
        {"58", "; the server's disk fails; look into its log"},
    }};
    for (const auto& [begin, remedy] : remedies) {
        if (state.starts_with(begin)) {
            return remedy;
        }
    }
    return {};
}

std::unique_ptr<postgres_failure> failure_of(const PGresult* result) {
    const char* const code = PQresultErrorField(result, PG_DIAG_SQLSTATE);
    const std::string_view state = code == nullptr ? "" : code;
    const char* const message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
    std::string text = one_line(message == nullptr ? PQresultErrorMessage(result) : message);
    text += remedy_of(state);
    const bool again = state == "40001" || state == "40P01";
    return std::make_unique<postgres_failure>(
        again ? postgres_failure::kind::conflict : postgres_failure::kind::refused, text);
}

std::string_view remedy_of(const PGconn* connection) {
    if (PQconnectionNeedsPassword(connection) != 0) {
        return "; it wants a password: give one in the URL, in PGPASSWORD or in ~/.pgpass";
    }
    if (PQconnectionUsedPassword(connection) != 0) {
        return "; check the user, the password and the database";
    }
    return "; check that a server runs there and lets this user in";
}

}  // namespace

void postgres_connection::closer::operator()(pg_conn* connection) const noexcept {
    PQfinish(connection);
}

postgres_connection::postgres_connection(const asio::any_io_executor& executor, const postgres_address& address)
    : address_(address), descriptor_(executor) {}

postgres_connection::~postgres_connection() = default;

// libpq closes its socket when it likes, and another connection may get the number at once: what is waited for is ours.
void postgres_connection::watch_socket() {
    const int own = ::fcntl(PQsocket(connection_.get()), F_DUPFD_CLOEXEC, 0);
    if (own < 0) {
        throw postgres_failure(postgres_failure::kind::lost, "its socket cannot be watched");
    }
    descriptor_.assign(own);
}

asio::awaitable<void> postgres_connection::open() {
    co_await connect();
    co_await set_up();
}

// What the URL says comes later, and wins.
void postgres_connection::start() {
    const std::array<const char*, 6> names{"fallback_application_name", "client_encoding", "tcp_user_timeout",
                                           "keepalives_idle",           "dbname",          nullptr};
    const std::array<const char*, 6> values{"frameio", "UTF8", "5000", "15", address_.url().c_str(), nullptr};
    connection_.reset(PQconnectStartParams(names.data(), values.data(), 1));
    if (connection_) {
        PQsetNoticeReceiver(connection_.get(), [](void*, const PGresult*) {}, nullptr);
    }
}

asio::awaitable<void> postgres_connection::connect() {
    start();
    PostgresPollingStatusType state = PGRES_POLLING_WRITING;
    if (PQstatus(connection_.get()) == CONNECTION_BAD) {
        state = PGRES_POLLING_FAILED;
    }
    while (state == PGRES_POLLING_READING || state == PGRES_POLLING_WRITING) {
        // libpq tries one address after the other, each with a socket of its own.
        watch_socket();
        const auto until = state == PGRES_POLLING_READING ? asio::posix::stream_descriptor::wait_read
                                                          : asio::posix::stream_descriptor::wait_write;
        co_await wait(until, false);
        descriptor_.close();
        state = PQconnectPoll(connection_.get());
    }
    if (state != PGRES_POLLING_OK) {
        std::string text = one_line(PQerrorMessage(connection_.get()));
        text += remedy_of(connection_.get());
        throw postgres_failure(postgres_failure::kind::lost, text);
    }
    watch_socket();
    check(PQsetnonblocking(connection_.get(), 1) == 0 ? 1 : 0);
    check(PQenterPipelineMode(connection_.get()));
}

// A server that is set to forget commits when it crashes is told that ours count.
// A prepared statement keeps the plan that it got first, perhaps when the tables were empty: the indexes are to be used
// from the beginning.
asio::awaitable<void> postgres_connection::set_up() {
    postgres_batch batch;
    batch
        .add(
            "SELECT set_config('search_path', convert_from($1, 'UTF8'), false), "
            "set_config('statement_timeout', '3s', false), set_config('lock_timeout', '3s', false), "
            "set_config('idle_in_transaction_session_timeout', '10s', false), "
            "set_config('default_transaction_isolation', 'read committed', false), set_config('jit', 'off', false), "
            "set_config('enable_seqscan', 'off', false), "
            "set_config('synchronous_commit', CASE WHEN current_setting('synchronous_commit') = 'off' THEN 'local' "
            "ELSE current_setting('synchronous_commit') END, false)")
        .bind(address_.schema());
    co_await perform(std::move(batch));
}

void postgres_connection::lose(bool in_doubt) {
    given_up_ = true;
    std::string text = one_line(PQerrorMessage(connection_.get()));
    throw postgres_failure(postgres_failure::kind::lost, text.empty() ? "the connection was lost" : text, in_doubt);
}

void postgres_connection::check(int done, bool in_doubt) {
    if (done == 0) {
        lose(in_doubt);
    }
}

asio::awaitable<void> postgres_connection::wait(asio::posix::stream_descriptor::wait_type until, bool in_doubt) {
    if (!given_up_) {
        const auto result = co_await descriptor_.async_wait(until, asio::as_tuple(asio::deferred));
        static_cast<void>(result);  // what is wrong with the socket, libpq says
    }
    if (given_up_) {
        throw postgres_failure(postgres_failure::kind::lost, "the server did not answer in time", in_doubt);
    }
}

bool postgres_connection::has_news() const {
    pollfd socket{PQsocket(connection_.get()), POLLIN, 0};
    return socket.fd >= 0 && ::poll(&socket, 1, 0) > 0;
}

void postgres_connection::give_up() {
    given_up_ = true;
    descriptor_.cancel();
}

bool postgres_connection::is_idle() const noexcept {
    return PQtransactionStatus(connection_.get()) == PQTRANS_IDLE;
}

bool postgres_connection::is_alive() {
    // Whatever comes unasked is the server's last word; what libpq notices is the end of the stream behind that.
    return !given_up_ && PQconsumeInput(connection_.get()) == 1 && PQconsumeInput(connection_.get()) == 1 &&
           PQisBusy(connection_.get()) == 0 && PQstatus(connection_.get()) == CONNECTION_OK && is_idle();
}

void postgres_connection::send(const postgres_query& one, std::vector<request>& sent) {
    if (one.sql_ == nullptr) {
        check(PQsendQueryParams(connection_.get(), one.text_.c_str(), 0, nullptr, nullptr, nullptr, nullptr, binary));
        sent.push_back({nullptr, false});
        return;
    }
    const std::string& name = prepare(one, sent);
    std::vector<const char*> values;
    std::vector<int> sizes;
    for (const auto& each : one.values_) {
        const std::string_view octets = each.own.empty() ? each.borrowed : std::string_view(each.own);
        values.push_back(each.is_nothing ? nullptr : octets.data() == nullptr ? "" : octets.data());
        sizes.push_back(static_cast<int>(octets.size()));
    }
    const std::vector<int> formats(values.size(), binary);
    check(PQsendQueryPrepared(connection_.get(), name.c_str(), static_cast<int>(values.size()), values.data(),
                              sizes.data(), formats.data(), binary));
    sent.push_back({one.sql_, false});
}

/// Its name on the server, which is told of it first if it does not know it.
const std::string& postgres_connection::prepare(const postgres_query& one, std::vector<request>& sent) {
    const auto [known, is_new] = prepared_.try_emplace(one.sql_);
    if (is_new) {
        known->second = "s" + std::to_string(++names_);
        std::vector<Oid> types;
        for (const auto& each : one.values_) {
            types.push_back(each.type);
        }
        check(PQsendPrepare(connection_.get(), known->second.c_str(), one.sql_, static_cast<int>(types.size()),
                            types.data()));
        sent.push_back({one.sql_, true});
    }
    return known->second;
}

void postgres_connection::send(const postgres_batch& what, std::vector<request>& sent) {
    for (const postgres_query& each : what.queries_) {
        send(each, sent);
    }
}

// The answers to what is sent are short until it has been sent: neither side waits for the other to read.
asio::awaitable<void> postgres_connection::flush(bool in_doubt) {
    for (int left = PQflush(connection_.get()); left != 0; left = PQflush(connection_.get())) {
        check(left < 0 ? 0 : 1, in_doubt);
        co_await wait(asio::posix::stream_descriptor::wait_write, in_doubt);
    }
}

asio::awaitable<pg_result*> postgres_connection::next_result(bool in_doubt) {
    while (PQisBusy(connection_.get()) != 0) {
        co_await wait(asio::posix::stream_descriptor::wait_read, in_doubt);
        check(PQconsumeInput(connection_.get()), in_doubt);
    }
    co_return PQgetResult(connection_.get());
}

void postgres_connection::take(pg_result* result, const std::vector<request>& sent, answers& to) {
    postgres_rows rows(result);
    const ExecStatusType status = PQresultStatus(result);
    const bool prepares = to.place < sent.size() && sent[to.place].prepares;
    if (status == PGRES_PIPELINE_SYNC) {
        to.complete = true;
    } else if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) {
        if (!prepares) {
            to.rows.push_back(std::move(rows));
        }
    } else {
        if (prepares) {
            prepared_.erase(sent[to.place].sql);
        }
        if (status != PGRES_PIPELINE_ABORTED && !to.failure) {
            to.failure = failure_of(result);
        }
    }
}

asio::awaitable<std::vector<postgres_rows>> postgres_connection::perform(postgres_batch what) {
    const bool in_doubt = what.commits_ || (!what.begins_ && is_idle());
    std::vector<request> sent;
    send(what, sent);
    check(PQpipelineSync(connection_.get()), in_doubt);
    co_await flush(in_doubt);
    answers got;
    while (!got.complete) {
        pg_result* const result = co_await next_result(in_doubt);
        if (result != nullptr) {
            take(result, sent, got);
        } else if (++got.place > sent.size()) {
            lose(in_doubt);
        }
        if (PQstatus(connection_.get()) == CONNECTION_BAD) {
            lose(in_doubt);
        }
    }
    if (got.failure) {
        throw postgres_failure(*got.failure);
    }
    co_return std::move(got.rows);
}

asio::awaitable<std::vector<std::string>> postgres_connection::hear() {
    // What came with an answer is there already.
    PGnotify* one = PQnotifies(connection_.get());
    if (one == nullptr) {
        co_await wait(asio::posix::stream_descriptor::wait_read, false);
        check(PQconsumeInput(connection_.get()));
        one = PQnotifies(connection_.get());
    }
    std::vector<std::string> heard;
    for (; one != nullptr; one = PQnotifies(connection_.get())) {
        heard.emplace_back(one->extra);
        PQfreemem(one);
    }
    co_return heard;
}

// Whoever waits for an answer looks, and waits on.
void postgres_connection::interrupt() {
    descriptor_.cancel();
}

asio::awaitable<void> postgres_connection::roll_back() {
    if (!is_idle()) {
        postgres_batch batch;
        batch.add("ROLLBACK");
        co_await perform(std::move(batch));
    }
}

}  // namespace frameio::store
