#include "install/kept_record.hpp"

#include "install/installations.hpp"
#include "support/waiting.hpp"

#include <chrono>
#include <utility>

namespace frameio::install {

namespace asio = boost::asio;

namespace {

using std::chrono_literals::operator""ms;
using std::chrono_literals::operator""s;

constexpr auto patience = 15s;  // within the term of the installation's lock
constexpr auto between_attempts = 200ms;

}  // namespace

kept_record::kept_record(auth::vault in, clock& time, const tenant& where)
    : what(where), vault_(std::move(in)), time_(time), seen_(collection, where.key(), {}) {}

asio::awaitable<void> kept_record::load() {
    auto found = co_await vault_.read(seen_.collection, seen_.key);
    if (found) {
        what = record_of(found->value);
        seen_ = std::move(*found);
    }
}

// While the store fails.
template <class Attempt>
asio::awaitable<void> kept_record::persist(Attempt attempt) {
    const clock::steady_time until = time_.steady() + patience;
    in_doubt_ = false;
    for (;;) {
        try {
            co_await attempt();
            co_return;
        } catch (const store::store_error& failure) {
            in_doubt_ = in_doubt_ || failure.in_doubt();
            if (time_.steady() >= until) {
                throw;
            }
        }
        co_await sleep_until(time_, time_.steady() + between_attempts);
    }
}

asio::awaitable<void> kept_record::save() {
    const std::string value = to_json(what);
    const auto attempt = [this, &value] { return write(value); };
    co_await persist(attempt);
}

asio::awaitable<void> kept_record::write(const std::string& value) {
    const auto version = co_await vault_.replace(seen_, value);
    if (version) {
        seen_.version = *version;
        seen_.value = value;
        co_return;
    }
    if (in_doubt_) {
        auto found = co_await vault_.read(seen_.collection, seen_.key);
        if (found && found->value == value) {
            seen_ = std::move(*found);
            co_return;
        }
    }
    throw superseded();
}

asio::awaitable<void> kept_record::erase() {
    if (is_stored()) {
        const auto attempt = [this] { return remove(); };
        co_await persist(attempt);
        seen_.version = 0;
    }
}

asio::awaitable<void> kept_record::remove() {
    const bool done = co_await vault_.remove(seen_);
    if (done) {
        co_return;
    }
    if (in_doubt_) {
        const auto found = co_await vault_.read(seen_.collection, seen_.key);
        if (!found) {
            co_return;
        }
    }
    throw superseded();
}

}  // namespace frameio::install
