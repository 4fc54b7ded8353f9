#pragma once

/// @file
/// A workspace of a simulated Frame.io, and one process after the other that installs an app there.

#include <boost/test/unit_test.hpp>

#include <frameio/api/client.hpp>
#include <frameio/clock.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/json/object.hpp>
#include <boost/system/system_error.hpp>

#include <chrono>
#include <exception>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "auth/kept_lock.hpp"
#include "auth/key_ring.hpp"
#include "install/difference.hpp"
#include "install/installations.hpp"
#include "install/saga.hpp"
#include "store/memory_engine.hpp"
#include "testing/fuse.hpp"
#include "testing/outside.hpp"

namespace frameio_test {

namespace install = frameio::install;

/// The process has died.
class crash : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// What becomes of a process when the fuse burns.
enum class fate { dies, goes_on };

/// How a coroutine has ended.
template <class T>
struct ended {
    bool done = false;
    std::exception_ptr failure;
    T value{};
    boost::asio::cancellation_signal signal;
};

class workspace {
public:
    /// @param rates  as `simulator_options::rate_limits`
    explicit workspace(fate when_burnt = fate::dies, std::optional<double> rates = std::nullopt);

    frameio::manual_clock clock;
    std::chrono::milliseconds clock_step{250};  ///< by which it is turned when nothing else happens
    frameio::testing::fuse when;
    std::shared_ptr<frameio::store::engine> store;
    frameio::testing::outside world;

    install::tenant where() const {
        return here_;
    }
    /// Where the API lists "webhooks" or "actions".
    std::string path_of(const std::string& kind) const {
        return "/v4/accounts/" + here_.account_id + "/workspaces/" + here_.workspace_id + '/' + kind;
    }
    /// One that posts to `url`, for these events and actions.
    install::blueprint wanted(const std::string& url = "https://app.example/frameio") const;
    install::order order(install::blueprint what) const {
        return {here_, "the-admin", std::move(what)};
    }

    /// Starts another process, with that store instead of one that the fuse burns at.
    void restart(std::shared_ptr<frameio::store::engine> with = nullptr);
    const install::saga& saga() const {
        return process_->saga;
    }
    const frameio::api::client& client() const {
        return process_->client;
    }
    boost::asio::any_io_executor executor() {
        return process_->loop.get_executor();
    }
    /// The store as the process has it.
    const std::shared_ptr<frameio::store::engine>& store_of_process() const {
        return process_->store;
    }
    /// Somebody with the lock of the installation; null: another one has it.
    std::unique_ptr<frameio::auth::kept_lock> occupy() {
        return run(
            frameio::auth::kept_lock::try_take(store, clock, "installation/" + here_.key(), std::chrono::seconds(30)));
    }
    /// It goes with the process.
    void house(std::shared_ptr<void> what) {
        process_->housed.push_back(std::move(what));
    }

    /// In the process. @throws what it throws, and crash
    template <class T>
    std::shared_ptr<ended<T>> start(boost::asio::awaitable<T> what) {
        auto one = std::make_shared<ended<T>>();
        const auto end = [one](std::exception_ptr failure, T value) {
            one->done = true;
            one->failure = failure;
            one->value = std::move(value);
        };
        boost::asio::co_spawn(process_->loop, std::move(what),
                              boost::asio::bind_cancellation_slot(one->signal.slot(), end));
        return one;
    }
    template <class T>
    T finish(const std::shared_ptr<ended<T>>& one) {
        run_until([&one] { return one->done; });
        if (one->failure) {
            std::rethrow_exception(one->failure);
        }
        return std::move(one->value);
    }
    template <class T>
    T run(boost::asio::awaitable<T> what) {
        return finish(start(std::move(what)));
    }

    install::result install(install::blueprint what) {
        return run(saga().install(client(), order(std::move(what))));
    }
    install::result uninstall(const std::string& user = "the-admin") {
        return run(saga().uninstall(client(), here_, user));
    }
    /// Begins what is given a progress handler, which cancels it at that step.
    template <class Begin>
    void cancel_at(std::size_t step, Begin begin) {
        std::shared_ptr<ended<install::result>> one;
        one = start(begin([&one, step](const install::progress& each) {
            if (each.step == step) {
                one->signal.emit(boost::asio::cancellation_type::terminal);
            }
        }));
        const auto is_cancellation = [](const boost::system::system_error& told) {
            return told.code() == boost::asio::error::operation_aborted;
        };
        BOOST_CHECK_EXCEPTION(finish(one), boost::system::system_error, is_cancellation);
        BOOST_TEST(record()->is_interrupted());
    }
    /// What the store has, and what it says of the platform.
    std::optional<install::record> record() {
        return run(installations().find(here_));
    }
    install::installations installations() const {
        return {store, keys_};
    }
    frameio::auth::vault vault() const {
        return {store, keys_};
    }
    const std::shared_ptr<const frameio::auth::key_ring>& keys() const {
        return keys_;
    }
    install::difference difference_to(const install::blueprint& wanted);

    /// What an admin does by hand: "webhooks" or "actions".
    void change_by_hand(const std::string& kind, const std::string& id, const std::string& json);
    void remove_by_hand(const std::string& kind, const std::string& id);
    void remove_workspace();
    /// Frame.io tells whoever calls that there is no such workspace, as it does to those who may not see it; and they
    /// have that role in the account.
    void hide(std::string_view role);
    std::string create_by_hand(const std::string& kind, const std::string& json);

    /// Webhooks or actions, by their ids, as the platform knows them.
    std::map<std::string, boost::json::object> on_platform(std::string_view kind);
    /// Of the calls that the process has made since the last time, those with this method; all but GET if it is empty.
    std::size_t new_calls(const std::string& method = "");

    /// The record and the platform say the same, and that is what was wanted.
    void check(const install::blueprint& wanted);
    void check_empty();

    void run_until(const std::function<bool()>& holds);
    /// Until nothing happens any more but what the clock brings.
    void run_out();

private:
    /// An app, as far as it installs.
    struct process {
        process(workspace& of, std::shared_ptr<frameio::store::engine> with);

        boost::asio::io_context loop{1};
        std::shared_ptr<frameio::store::engine> store;
        frameio::api::client client;
        install::saga saga;
        std::vector<std::shared_ptr<void>> housed;
    };

    bool run_some();
    bool wait_for_news();
    void check_webhook(const install::record& known, const install::blueprint& wanted);
    void check_actions(const install::record& known, const install::blueprint& wanted);

    const fate fate_;
    std::shared_ptr<const frameio::auth::key_ring> keys_;
    install::tenant here_;
    std::optional<process> process_;
    std::size_t seen_calls_ = 0;
};

}  // namespace frameio_test
