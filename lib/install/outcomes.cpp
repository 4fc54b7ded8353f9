#include "install/outcomes.hpp"

#include <frameio/error.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_from.hpp>
#include <boost/json/value_to.hpp>

#include <chrono>

namespace frameio::install {

namespace asio = boost::asio;
namespace json = boost::json;

namespace {

constexpr auto collection_name = "outcome";
constexpr std::chrono::hours lifetime{1};

std::string to_json(const outcome& what) {
    const auto when = std::chrono::floor<std::chrono::milliseconds>(what.when.time_since_epoch()).count();
    return json::serialize(json::object{{"attempted", to_string(what.attempted)},
                                        {"user", what.user_id},
                                        {"when", when},
                                        {"text", what.text},
                                        {"is_failure", what.is_failure},
                                        {"wants_login", what.wants_login},
                                        {"typed", json::value_from(what.typed)}});
}

outcome outcome_of(std::string_view text) {
    const json::value parsed = json::parse(text);
    const json::object& from = parsed.as_object();
    outcome made;
    const std::string_view attempted = from.at("attempted").as_string();
    made.attempted = attempted == to_string(job_kind::uninstall) ? job_kind::uninstall : job_kind::install;
    made.user_id = json::value_to<std::string>(from.at("user"));
    made.when = clock::wall_time(std::chrono::milliseconds(from.at("when").as_int64()));
    made.text = json::value_to<std::string>(from.at("text"));
    made.is_failure = from.at("is_failure").as_bool();
    made.wants_login = from.at("wants_login").as_bool();
    made.typed = json::value_to<config>(from.at("typed"));
    return made;
}

}  // namespace

std::string_view to_string(job_kind what) noexcept {
    return what == job_kind::install ? "install" : "uninstall";
}

asio::awaitable<std::optional<outcome>> outcomes::find(tenant where) const {
    auto found = co_await store_->read(collection_name, where.key());
    if (!found) {
        co_return std::nullopt;
    }
    try {
        auth::open(vault_.keys(), *found);
        co_return outcome_of(found->value);
    } catch (const std::exception&) {  // it was only news, and is gone within the hour
        co_return std::nullopt;
    }
}

asio::awaitable<void> outcomes::keep(tenant where, outcome what) const {
    for (;;) {
        const auto there = co_await store_->read(collection_name, where.key());  // also one that cannot be opened
        store::document wanted(collection_name, where.key(), to_json(what));
        wanted.version = there ? there->version : 0;
        wanted.expires = time_.now() + lifetime;
        const auto version = co_await vault_.write(std::move(wanted));
        if (version) {
            co_return;
        }
    }
}

asio::awaitable<void> outcomes::forget(tenant where) const {
    const auto there = co_await store_->read(collection_name, where.key());
    if (there) {
        co_await store_->erase(collection_name, where.key(), there->version);
    }
}

}  // namespace frameio::install
