#pragma once

/// @file
/// Tests of apps: runs an app in the test's own process and thread, on a clock that the test turns, with a Frame.io
/// that the test plays, or a simulated one. Link `frameio::testing`. For any test framework: what a test does wrong,
/// and what it waits for in vain, is thrown as `testing::failure`.

#include <frameio/api/client.hpp>
#include <frameio/app.hpp>
#include <frameio/server.hpp>
#include <frameio/simulator.hpp>
#include <frameio/stored_events.hpp>
#include <frameio/testing/answer.hpp>
#include <frameio/testing/deliveries.hpp>
#include <frameio/testing/fake_api.hpp>

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>

#include <chrono>
#include <cstddef>
#include <exception>
#include <functional>
#include <initializer_list>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace frameio::testing {

/// Makes the app: each time an app that knows nothing of those before it, as a program does that is started again.
using app_maker = std::function<app()>;

/// How a kit is to be.
class kit_options {
public:
    kit_options() = default;

    /// Answers the app's calls with a whole simulated Frame.io, as far as `kit::api` was not told anything else; the
    /// app's webhook and actions are registered there.
    bool platform = false;
    /// What the app logs. Default: nowhere.
    logger log;
    /// How long a handler may wait for something, by the kit's clock, and how long the kit waits for it by the
    /// machine's.
    std::chrono::milliseconds patience = std::chrono::minutes(5);
    std::chrono::milliseconds real_patience = std::chrono::seconds(20);
};

/// An app that is tested: received by a real server, and run from a store in memory that outlives crashes of the app.
///
/// Time stands still but for two cases: `advance` and `settle` turn the clock, and while a handler waits for time to
/// pass (a rate limit, a pause before a call is made again) the clock turns by itself. What a handler awaits beside
/// that, such as a timer of Asio's, takes its real time.
///
/// The app's signing secrets are the kit's, unless its routes have their own or admins install it. Not thread-safe; for
/// one thread.
class kit {
public:
    /// Starts the app.
    /// @throws configuration_error as `server`
    explicit kit(app_maker make, kit_options options = kit_options());
    ~kit();
    kit(const kit&) = delete;
    kit& operator=(const kit&) = delete;

    /// Posts a webhook, as Frame.io does: again, up to five times, if there is no answer. Then runs the app until it
    /// has nothing more to do now; what failed waits for its next run (`settle`).
    /// @return the status of the answer; 0: there was none
    unsigned deliver(const webhook& what);

    /// Clicks on an action, or submits the form that the last click or submission was answered with.
    /// @throws failure if the app has no such action, or the answer is neither a message nor a form nor empty;
    ///         `submit` also if there is no form, or not such fields in it
    answer click(const action& what);
    answer submit(std::initializer_list<std::pair<std::string, field_value>> values);
    answer submit(const std::vector<std::pair<std::string, field_value>>& values);

    /// Has an admin install the app (`app::installable`) in the workspace that deliveries are from by default, or
    /// there, with these answers to its fields; a second time: replaces all of them. Deliveries are then signed with
    /// the secrets of the installation. Until then the app answers them 503. Nothing is called at Frame.io for that.
    /// @throws failure if the app is not installable, and for what its page would not take: other fields, none where
    ///         one is required, a value that is no option
    void install(std::map<std::string, std::string> config = {}, const origin& where = origin());
    void uninstall(const origin& where = origin());

    /// Logs the user in who clicks by default, or that one (`app::oauth`). Calls that the app makes on behalf of this
    /// user have the token "token-of-USER", and so have those on behalf of an admin; with `kit_options::platform`, that
    /// of the test's own client.
    void log_in(const origin& who = origin());

    /// Turns the clock, and runs what is due.
    void advance(std::chrono::milliseconds by);
    /// Turns the clock until no event waits for a run.
    /// @throws failure if that takes more than a day
    void settle();

    /// Ends the app as `kill -9` does, or as an administrator does, and starts it again.
    void crash();
    void restart();

    /// What the app calls.
    fake_api& api() noexcept;
    /// @throws failure without `kit_options::platform`
    simulator& platform();
    /// A client of the same API, for the test's own calls. They are not among those that `api` counts.
    api::client client();

    /// Runs a coroutine of the test's to its end, and returns what it does.
    template <class T>
    T run(boost::asio::awaitable<T> what) {
        auto ended = std::make_shared<outcome<T>>();
        boost::asio::co_spawn(executor(), std::move(what), [ended](std::exception_ptr wrong, T value) {
            ended->wrong = std::move(wrong);
            ended->value.emplace(std::move(value));
        });
        run_until([&ended] { return ended->value.has_value(); });
        if (ended->wrong) {
            std::rethrow_exception(ended->wrong);
        }
        return std::move(*ended->value);
    }
    void run(boost::asio::awaitable<void> what);

    /// The stored events, the oldest first; those of them that are parked; what is known of one.
    std::vector<stored_event> events();
    std::vector<stored_event> parked();
    stored_event_details details(const std::string& id);
    /// Of all events: the calls and other steps that were recorded.
    std::vector<recorded_step> journal();

    manual_clock& time() noexcept;
    /// Where the app listens.
    const std::string& url() const noexcept;
    /// How often the app was killed.
    std::size_t crashes() const noexcept;

private:
    template <class T>
    class outcome {
    public:
        std::exception_ptr wrong;
        std::optional<T> value;
    };
    friend class crash_series;
    class state;

    boost::asio::any_io_executor executor();
    void run_until(const std::function<bool()>& condition);

    std::unique_ptr<state> state_;
};

/// What `crash_everywhere` has seen.
class crash_report {
public:
    crash_report() = default;

    std::vector<std::string> moments;  ///< at which the app was killed: "before POST /v4/... has its effect"
    std::size_t in_doubt = 0;          ///< events that were parked, since nobody knows whether a call had its effect
};

/// Plays the scenario once without a crash; and then again and again, with an app that is killed at the first, the
/// second, the third moment at which what the store or Frame.io knows may differ from what the app knows: before and
/// after each of its calls, and each of its records in the store. After each crash the app is started again, and
/// Frame.io delivers again what was not answered.
///
/// The scenario is given a fresh kit each time, and checks what it likes. Beside that: after each scenario, when all is
/// done that is due, every event is done, or parked since a call is in doubt; and no call that changes something had
/// its effect more often than in the scenario without a crash.
/// @throws failure, saying at which moment the app was killed; what the scenario throws
crash_report crash_everywhere(const app_maker& make, const std::function<void(kit&)>& scenario,
                              const kit_options& options = kit_options());

}  // namespace frameio::testing
