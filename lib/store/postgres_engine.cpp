#include "store/postgres_engine.hpp"

#include "store/postgres_operations.hpp"
#include "store/postgres_schema.hpp"

#include <memory>
#include <optional>
#include <utility>

namespace frameio::store {

namespace asio = boost::asio;

namespace {

/// A task may be done several times; the last time counts.
template <class Result, class Work>
asio::awaitable<void> keep_result(Work& what, postgres_connection& connection, wall_time now,
                                  std::optional<Result>& to) {
    Result got = co_await what(connection, now);
    to.emplace(std::move(got));
}

postgres_pool::task first_task(opening what_for) {
    return what_for == opening::to_work ? postgres_pool::task(migrate) : postgres_pool::task(check_schema);
}

}  // namespace

postgres_engine::postgres_engine(std::string_view url, clock& time, opening what_for, postgres_limits limits)
    : time_(time),
      pool_(postgres_address(url), time, first_task(what_for), limits),
      bell_(std::make_shared<postgres_bell>(pool_.executor(), postgres_address(url), time,
                                            postgres_bell::limits{limits.patience, limits.back_off})),
      admissions_(pool_, time, bell_) {}

void postgres_engine::on_change(std::function<void()> told) {
    bell_->on_ring(std::move(told));
}

template <class Result, class Work>
asio::awaitable<Result> postgres_engine::perform(Work what, repetition again, urgency how) {
    auto result = std::make_shared<std::optional<Result>>();
    postgres_pool::task task = [result, what = std::move(what),
                                &time = time_](postgres_connection& connection) mutable {
        return keep_result<Result>(what, connection, time.now(), *result);
    };
    co_await pool_.perform(std::move(task), again, how);
    co_return std::move(**result);
}

template <class Work>
asio::awaitable<void> postgres_engine::carry_out(Work what, repetition again, urgency how) {
    postgres_pool::task task = [what = std::move(what), &time = time_](postgres_connection& connection) {
        return what(connection, time.now());
    };
    return pool_.perform(std::move(task), again, how);
}

asio::awaitable<admission> postgres_engine::admit(arrival what) {
    return admissions_.admit(std::move(what));
}

asio::awaitable<void> postgres_engine::acknowledge(std::vector<event_id> which) {
    return carry_out([which = std::move(which)](postgres_connection& connection,
                                                wall_time) { return postgres::acknowledge(connection, which); },
                     repetition::harmless, urgency::urgent);
}

asio::awaitable<std::vector<work>> postgres_engine::claim(claim_request wanted) {
    return perform<std::vector<work>>(
        [this, wanted = std::move(wanted)](postgres_connection& connection, wall_time now) {
            return postgres::claim(connection, wanted, last_tenant_, last_route_, now);
        },
        repetition::harmful);
}

asio::awaitable<std::vector<lease>> postgres_engine::renew(std::vector<lease> held, std::chrono::milliseconds term) {
    return perform<std::vector<lease>>(
        [held = std::move(held), term](postgres_connection& connection, wall_time now) {
            return postgres::renew(connection, held, now + term);
        },
        repetition::harmless, urgency::urgent);
}

asio::awaitable<void> postgres_engine::give_back(std::vector<lease> held) {
    return carry_out([held = std::move(held)](postgres_connection& connection,
                                              wall_time now) { return postgres::give_back(connection, held, now); },
                     repetition::harmless);
}

asio::awaitable<bool> postgres_engine::finish(lease held, outcome how) {
    return perform<bool>(
        [held, how = std::move(how), tried = false](postgres_connection& connection, wall_time now) mutable {
            return postgres::finish(connection, held, how, now, tried);
        },
        repetition::harmless);
}

asio::awaitable<std::optional<wall_time>> postgres_engine::next_due() {
    return perform<std::optional<wall_time>>(
        [](postgres_connection& connection, wall_time) { return postgres::next_due(connection); },
        repetition::harmless);
}

asio::awaitable<std::size_t> postgres_engine::waiting(std::size_t most) {
    return perform<std::size_t>(
        [most](postgres_connection& connection, wall_time) { return postgres::waiting(connection, most); },
        repetition::harmless);
}

asio::awaitable<std::vector<event_id>> postgres_engine::interaction(std::string route, std::string id) {
    return perform<std::vector<event_id>>(
        [route = std::move(route), id = std::move(id)](postgres_connection& connection, wall_time) {
            return postgres::interaction(connection, route, id);
        },
        repetition::harmless);
}

asio::awaitable<bool> postgres_engine::record(lease held, step what) {
    return perform<bool>([held, what = std::move(what)](postgres_connection& connection,
                                                        wall_time) { return postgres::record(connection, held, what); },
                         repetition::harmless);
}

asio::awaitable<std::vector<step>> postgres_engine::steps(event_id of) {
    return perform<std::vector<step>>(
        [of](postgres_connection& connection, wall_time) { return postgres::steps(connection, of); },
        repetition::harmless);
}

asio::awaitable<std::vector<event_summary>> postgres_engine::list(list_query wanted) {
    return perform<std::vector<event_summary>>(
        [wanted = std::move(wanted)](postgres_connection& connection, wall_time) {
            return postgres::list(connection, wanted);
        },
        repetition::harmless);
}

asio::awaitable<std::optional<event_details>> postgres_engine::find(event_id which) {
    return perform<std::optional<event_details>>(
        [which](postgres_connection& connection, wall_time) { return postgres::find(connection, which); },
        repetition::harmless);
}

asio::awaitable<event_counts> postgres_engine::count() {
    return perform<event_counts>([](postgres_connection& connection, wall_time) { return postgres::count(connection); },
                                 repetition::harmless);
}

asio::awaitable<bool> postgres_engine::redrive(event_id which) {
    return decide(which, event_state::pending, {});
}

asio::awaitable<bool> postgres_engine::resolve(event_id which, std::string reason) {
    return decide(which, event_state::done, std::move(reason));
}

asio::awaitable<bool> postgres_engine::park(event_id which, std::string reason) {
    return decide(which, event_state::parked, std::move(reason));
}

asio::awaitable<bool> postgres_engine::decide(event_id which, event_state to, std::string reason) {
    return perform<bool>(
        [which, to, reason = std::move(reason)](postgres_connection& connection, wall_time now) {
            return postgres::decide(connection, which, to, reason, now);
        },
        repetition::harmful);
}

asio::awaitable<std::optional<document>> postgres_engine::read(std::string collection, std::string key) {
    return perform<std::optional<document>>(
        [collection = std::move(collection), key = std::move(key)](postgres_connection& connection, wall_time now) {
            return postgres::read(connection, collection, key, now);
        },
        repetition::harmless);
}

asio::awaitable<std::optional<std::uint64_t>> postgres_engine::write(document what) {
    return perform<std::optional<std::uint64_t>>(
        [what = std::move(what), tried = false](postgres_connection& connection, wall_time now) mutable {
            return postgres::write(connection, what, now, tried);
        },
        repetition::harmless);
}

asio::awaitable<bool> postgres_engine::erase(std::string collection, std::string key, std::uint64_t version) {
    document what(std::move(collection), std::move(key), {});
    what.version = version;
    return perform<bool>(
        [what = std::move(what), tried = false](postgres_connection& connection, wall_time now) mutable {
            return postgres::erase(connection, what, now, tried);
        },
        repetition::harmless);
}

asio::awaitable<std::vector<document>> postgres_engine::documents(std::string collection, std::string after,
                                                                  std::size_t most) {
    return perform<std::vector<document>>(
        [collection = std::move(collection), after = std::move(after), most](postgres_connection& connection,
                                                                             wall_time now) {
            return postgres::documents(connection, collection, after, most, now);
        },
        repetition::harmless);
}

asio::awaitable<std::uint64_t> postgres_engine::change_count(std::string collection) {
    return perform<std::uint64_t>(
        [collection = std::move(collection)](postgres_connection& connection, wall_time) {
            return postgres::change_count(connection, collection);
        },
        repetition::harmless);
}

asio::awaitable<std::size_t> postgres_engine::trim(wall_time before, std::size_t most, wall_time now) {
    return perform<std::size_t>(
        [before, most, now](postgres_connection& connection, wall_time) {
            return postgres::trim(connection, before, most, now);
        },
        repetition::harmless);
}

asio::awaitable<std::size_t> postgres_engine::bring_forward() {
    return perform<std::size_t>(
        [](postgres_connection& connection, wall_time now) { return postgres::bring_forward(connection, now); },
        repetition::harmless);
}

}  // namespace frameio::store
