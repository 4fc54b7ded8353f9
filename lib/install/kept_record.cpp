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

asio::awaitable<void> kept_record::load() {
    const auto found = co_await vault_.read(collection, where_.key());
    if (found) {
        what = record_of(found->value);
        version_ = found->version;
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
    store::document wanted(collection, where_.key(), value);
    wanted.version = version_;
    const auto version = co_await vault_.write(std::move(wanted));
    if (version) {
        version_ = *version;
        co_return;
    }
    if (in_doubt_) {
        const auto found = co_await vault_.read(collection, where_.key());
        if (found && found->value == value) {
            version_ = found->version;
            co_return;
        }
    }
    throw superseded();
}

asio::awaitable<void> kept_record::erase() {
    if (is_stored()) {
        const auto attempt = [this] { return remove(); };
        co_await persist(attempt);
        version_ = 0;
    }
}

asio::awaitable<void> kept_record::remove() {
    const bool done = co_await vault_.erase(collection, where_.key(), version_);
    if (done) {
        co_return;
    }
    if (in_doubt_) {
        const auto found = co_await vault_.read(collection, where_.key());
        if (!found) {
            co_return;
        }
    }
    throw superseded();
}

}  // namespace frameio::install
