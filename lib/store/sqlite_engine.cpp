#include "store/sqlite_engine.hpp"

#include "store/sqlite_operations.hpp"

#include <optional>
#include <type_traits>
#include <utility>

namespace frameio::store {

namespace asio = boost::asio;

namespace {

constexpr auto looks = sqlite_writer::effect::none;

/// A task may be done twice, if another one of its transaction fails; the last time counts.
template <class Result, class Work>
sqlite_writer::task keep_result(std::shared_ptr<std::optional<Result>> to, Work what, clock& time) {
    return [to = std::move(to), what = std::move(what), &time](sqlite_database& database) {
        to->reset();
        to->emplace(what(database, time.now()));
    };
}

}  // namespace

sqlite_engine::sqlite_engine(const std::string& path, clock& time, opening what_for)
    : time_(time), writer_(path, what_for) {}

template <class Work>
auto sqlite_engine::perform(Work what, sqlite_writer::effect effect)
    -> asio::awaitable<std::invoke_result_t<Work, sqlite_database&, wall_time>> {
    using result_type = std::invoke_result_t<Work, sqlite_database&, wall_time>;
    auto result = std::make_shared<std::optional<result_type>>();
    sqlite_writer::task task = keep_result<result_type>(result, std::move(what), time_);
    co_await writer_.perform(std::move(task), effect);
    co_return std::move(**result);
}

asio::awaitable<admission> sqlite_engine::admit(arrival what) {
    return perform([what = std::move(what)](sqlite_database& database, wall_time now) {
        return sqlite::admit(database, what, now);
    });
}

asio::awaitable<void> sqlite_engine::acknowledge(std::vector<event_id> which) {
    return writer_.perform(
        [which = std::move(which)](sqlite_database& database) { sqlite::acknowledge(database, which); });
}

asio::awaitable<std::vector<work>> sqlite_engine::claim(claim_request wanted) {
    return perform([this, wanted = std::move(wanted)](sqlite_database& database, wall_time now) {
        return sqlite::claim(database, wanted, last_tenant_, now);
    });
}

asio::awaitable<std::vector<lease>> sqlite_engine::renew(std::vector<lease> held, std::chrono::milliseconds term) {
    return perform([held = std::move(held), term](sqlite_database& database, wall_time now) {
        return sqlite::renew(database, held, now + term);
    });
}

asio::awaitable<void> sqlite_engine::give_back(std::vector<lease> held) {
    return writer_.perform([held = std::move(held), &time = time_](sqlite_database& database) {
        sqlite::give_back(database, held, time.now());
    });
}

asio::awaitable<bool> sqlite_engine::finish(lease held, outcome how) {
    return perform([held, how = std::move(how)](sqlite_database& database, wall_time now) {
        return sqlite::finish(database, held, how, now);
    });
}

asio::awaitable<std::optional<wall_time>> sqlite_engine::next_due() {
    return perform([](sqlite_database& database, wall_time) { return sqlite::next_due(database); }, looks);
}

asio::awaitable<std::size_t> sqlite_engine::waiting(std::size_t most) {
    return perform([most](sqlite_database& database, wall_time) { return sqlite::waiting(database, most); }, looks);
}

asio::awaitable<std::vector<event_id>> sqlite_engine::interaction(std::string route, std::string id) {
    return perform([route = std::move(route), id = std::move(id)](
                       sqlite_database& database, wall_time) { return sqlite::interaction(database, route, id); },
                   looks);
}

asio::awaitable<bool> sqlite_engine::record(lease held, step what) {
    return perform([held, what = std::move(what)](sqlite_database& database, wall_time) {
        return sqlite::record(database, held, what);
    });
}

asio::awaitable<std::vector<step>> sqlite_engine::steps(event_id of) {
    return perform([of](sqlite_database& database, wall_time) { return sqlite::steps(database, of); }, looks);
}

asio::awaitable<std::vector<event_summary>> sqlite_engine::list(list_query wanted) {
    return perform(
        [wanted = std::move(wanted)](sqlite_database& database, wall_time) { return sqlite::list(database, wanted); },
        looks);
}

asio::awaitable<std::optional<event_details>> sqlite_engine::find(event_id which) {
    return perform([which](sqlite_database& database, wall_time) { return sqlite::find(database, which); }, looks);
}

asio::awaitable<event_counts> sqlite_engine::count() {
    return perform([](sqlite_database& database, wall_time) { return sqlite::count(database); }, looks);
}

asio::awaitable<bool> sqlite_engine::redrive(event_id which) {
    return perform([which](sqlite_database& database, wall_time now) { return sqlite::redrive(database, which, now); });
}

asio::awaitable<bool> sqlite_engine::resolve(event_id which, std::string reason) {
    return perform([which, reason = std::move(reason)](sqlite_database& database, wall_time now) {
        return sqlite::resolve(database, which, reason, now);
    });
}

asio::awaitable<bool> sqlite_engine::park(event_id which, std::string reason) {
    return perform([which, reason = std::move(reason)](sqlite_database& database, wall_time now) {
        return sqlite::park(database, which, reason, now);
    });
}

asio::awaitable<std::optional<document>> sqlite_engine::read(std::string collection, std::string key) {
    return perform(
        [collection = std::move(collection), key = std::move(key)](sqlite_database& database, wall_time now) {
            return sqlite::read(database, collection, key, now);
        },
        looks);
}

asio::awaitable<std::optional<std::uint64_t>> sqlite_engine::write(document what) {
    return perform([what = std::move(what)](sqlite_database& database, wall_time now) {
        return sqlite::write(database, what, now);
    });
}

asio::awaitable<bool> sqlite_engine::erase(std::string collection, std::string key, std::uint64_t version) {
    return perform(
        [collection = std::move(collection), key = std::move(key), version](sqlite_database& database, wall_time now) {
            return sqlite::erase(database, collection, key, version, now);
        });
}

asio::awaitable<std::vector<document>> sqlite_engine::documents(std::string collection, std::string after,
                                                                std::size_t most) {
    return perform(
        [collection = std::move(collection), after = std::move(after), most](sqlite_database& database, wall_time now) {
            return sqlite::documents(database, collection, after, most, now);
        },
        looks);
}

asio::awaitable<std::uint64_t> sqlite_engine::change_count(std::string collection) {
    return perform([collection = std::move(collection)](
                       sqlite_database& database, wall_time) { return sqlite::change_count(database, collection); },
                   looks);
}

asio::awaitable<std::size_t> sqlite_engine::trim(wall_time before, std::size_t most, wall_time now) {
    return perform([before, most, now](sqlite_database& database, wall_time) {
        return sqlite::trim(database, before, most, now);
    });
}

asio::awaitable<std::size_t> sqlite_engine::bring_forward() {
    return perform([](sqlite_database& database, wall_time now) { return sqlite::bring_forward(database, now); });
}

}  // namespace frameio::store
