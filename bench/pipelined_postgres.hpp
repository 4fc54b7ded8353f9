#pragma once

#include "store/records.hpp"

#include <libpq-fe.h>

#include <array>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

/// A bare loop's connection to PostgreSQL, in pipeline mode: the rows of a transaction are sent at once, and its
/// answers read at once.
class pipelined_postgres {
public:
    pipelined_postgres(const std::string& url, const std::string& schema)
        : connection_(PQconnectdb(url.c_str()), PQfinish) {
        require(PQstatus(connection_.get()) == CONNECTION_OK);
        execute("SET search_path TO " + schema);
        prepare("event",
                "INSERT INTO event (id, kind, route, type, tenant, resource_type, resource_id, order_key, body, stamp, "
                "received, state, due, first_copy, last_copy) "
                "VALUES ($1, 0, $2, $3, $4, $5, $6, '', $7, $8, $9, 0, $9, $9, $9)");
        prepare("ledger", "INSERT INTO ledger (key, event, forget_at) VALUES ($1, $2, $3)");
        require(PQenterPipelineMode(connection_.get()) == 1);
    }

    void begin() {
        send("BEGIN");
    }

    void insert(const frameio::store::arrival& what, const frameio::store::event_id& id) {
        const auto& event = what.event;
        const eight stamp(frameio::store::wall_time(event.stamp));
        const eight received(event.received_at);
        send_prepared<9>("event", {view(id.octets()), event.route, event.type, event.tenant, event.resource_type,
                                   event.resource_id, event.body, stamp.text(), received.text()});
        remember(what.exact, id, event.received_at + what.exact_window);
        remember(what.same, id, event.received_at + what.same_window);
    }

    /// Returns when the server says that it is on the disk.
    void commit() {
        send("COMMIT");
        require(PQpipelineSync(connection_.get()) == 1);
        for (;;) {
            const std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQgetResult(connection_.get()), PQclear);
            const ExecStatusType status = PQresultStatus(result.get());
            if (status == PGRES_PIPELINE_SYNC) {
                return;
            }
            require(status == PGRES_COMMAND_OK);
            require(PQgetResult(connection_.get()) == nullptr);
        }
    }

private:
    /// A time as the server wants it.
    class eight {
    public:
        explicit eight(frameio::store::wall_time when) {
            const auto count = std::chrono::floor<std::chrono::milliseconds>(when).time_since_epoch().count();
            for (std::size_t at = 0; at < octets_.size(); ++at) {
                octets_[at] = static_cast<char>(static_cast<std::uint64_t>(count) >> (8 * (octets_.size() - 1 - at)));
            }
        }
        std::string_view text() const {
            return {octets_.data(), octets_.size()};
        }

    private:
        std::array<char, 8> octets_{};
    };

    static std::string_view view(const std::array<std::uint8_t, 16>& octets) {
        return {reinterpret_cast<const char*>(octets.data()), octets.size()};
    }

    void require(bool holds) const {
        if (!holds) {
            throw std::runtime_error(std::string("PostgreSQL: ") + PQerrorMessage(connection_.get()));
        }
    }

    void execute(const std::string& sql) {
        const std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQexec(connection_.get(), sql.c_str()), PQclear);
        require(PQresultStatus(result.get()) == PGRES_COMMAND_OK);
    }

    void prepare(const char* name, const char* sql) {
        const std::unique_ptr<PGresult, void (*)(PGresult*)> result(PQprepare(connection_.get(), name, sql, 0, nullptr),
                                                                    PQclear);
        require(PQresultStatus(result.get()) == PGRES_COMMAND_OK);
    }

    void send(const char* sql) {
        require(PQsendQueryParams(connection_.get(), sql, 0, nullptr, nullptr, nullptr, nullptr, 1) == 1);
    }

    template <std::size_t Count>
    void send_prepared(const char* name, const std::array<std::string_view, Count>& values) {
        std::array<const char*, Count> from{};
        std::array<int, Count> sizes{};
        std::array<int, Count> binary{};
        binary.fill(1);
        for (std::size_t at = 0; at < Count; ++at) {
            from[at] = values[at].data();
            sizes[at] = static_cast<int>(values[at].size());
        }
        require(PQsendQueryPrepared(connection_.get(), name, static_cast<int>(Count), from.data(), sizes.data(),
                                    binary.data(), 1) == 1);
    }

    void remember(const frameio::store::ledger_key& key, const frameio::store::event_id& id,
                  frameio::store::wall_time until) {
        const eight forget(until);
        send_prepared<3>("ledger", {view(key), view(id.octets()), forget.text()});
    }

    std::unique_ptr<PGconn, void (*)(PGconn*)> connection_;
};
