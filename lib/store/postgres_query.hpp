#pragma once

#include "store/event_id.hpp"
#include "store/records.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

struct pg_result;

namespace frameio::store {

/// A statement with its parameters, in the binary format.
class postgres_query {
public:
    /// `sql` lives for ever: each connection prepares it once. It is always given parameters of the same types.
    explicit postgres_query(const char* sql) : sql_(sql) {}
    /// One that is not prepared.
    explicit postgres_query(std::string sql) : text_(std::move(sql)) {}

    postgres_query& bind(std::int64_t value);
    /// Texts and octets are `bytea`. They are not copied: they live until the query has been performed.
    postgres_query& bind(std::string_view octets);
    postgres_query& bind(const ledger_key& key);
    postgres_query& bind(const event_id& id);
    postgres_query& bind(wall_time when);
    postgres_query& bind(const std::vector<std::int64_t>& values);
    postgres_query& bind(const std::vector<wall_time>& values);
    postgres_query& bind(const std::vector<std::string>& values);
    postgres_query& bind(const std::vector<ledger_key>& keys);
    postgres_query& bind(const std::vector<event_id>& ids);

    /// Binds NULL if there is nothing.
    template <class T>
    postgres_query& bind(const std::optional<T>& value) {
        bind(value.value_or(T()));
        values_.back().is_nothing = !value;
        return *this;
    }

private:
    friend class postgres_connection;

    struct parameter {
        unsigned type = 0;
        std::string own;
        std::string_view borrowed;
        bool is_nothing = false;
    };

    parameter& add(unsigned type) {
        parameter& fresh = values_.emplace_back();
        fresh.type = type;
        return fresh;
    }

    const char* sql_ = nullptr;
    std::string text_;
    std::vector<parameter> values_;
};

/// Statements that are sent together, and answered together. Outside of a transaction they are one.
class postgres_batch {
public:
    postgres_batch() = default;

    postgres_query& add(const char* sql) {
        return queries_.emplace_back(sql);
    }
    /// Is not kept for later.
    void add_once(std::string sql) {
        queries_.emplace_back(std::move(sql));
    }
    /// What follows, in this batch and in later ones, is one transaction.
    void begin();
    /// All parts see the same; nothing is changed.
    void begin_reading();
    void commit();

private:
    friend class postgres_connection;

    std::vector<postgres_query> queries_;
    bool begins_ = false;
    bool commits_ = false;
};

/// The rows of a statement. Columns are read in order.
class postgres_rows {
public:
    /// Takes the result.
    explicit postgres_rows(pg_result* result) : result_(result) {}

    /// Goes to the next row.
    /// @return false if there is none
    bool step();
    /// How many rows the statement has changed.
    std::size_t changed() const;

    std::int64_t number();
    std::string text();
    ledger_key key();
    event_id id() {
        return event_id(key());
    }
    wall_time time();
    bool is_nothing() const;  ///< of the next column
    void skip() {
        ++column_;
    }

private:
    struct clearer {
        void operator()(pg_result* result) const noexcept;
    };

    std::string_view octets();

    std::unique_ptr<pg_result, clearer> result_;
    int row_ = -1;
    int column_ = 0;
};

}  // namespace frameio::store
