#include "install/desk.hpp"

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>

#include <chrono>
#include <exception>
#include <map>
#include <mutex>
#include <utility>
#include <vector>

namespace frameio::install {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::seconds tick_period{1};
constexpr std::chrono::minutes to_second_look{1};  // what somebody has died with is locked for half of that
constexpr std::chrono::minutes between_looks{5};
constexpr std::size_t records_at_once = 100;

}  // namespace

/// What jobs share with the desk, and have when it is gone.
class desk::state : public std::enable_shared_from_this<state> {
public:
    explicit state(parts of) : worker_(std::move(of)) {}

    void start(const asio::any_io_executor& executor);
    void stop();
    /// @return false if one is under way, or nothing is to begin
    bool begin(job what);

    bool is_running(const tenant& where) const;
    std::optional<progress> progress_of(const tenant& where) const;
    const worker& the_worker() const noexcept {
        return worker_;
    }

private:
    /// A coroutine that can be cancelled: on the executor, where `signal` is used.
    struct running {
        asio::cancellation_signal signal;
        std::optional<progress> done;  // with the mutex
    };

    void spawn(const asio::any_io_executor& executor, job what, const std::shared_ptr<running>& as);
    void ended(const std::string& key);
    progress_handler note_for(const std::shared_ptr<running>& who);

    // On the executor.
    void open(const asio::any_io_executor& executor);
    void close();
    void tick(const asio::any_io_executor& executor);
    static asio::awaitable<void> resume_all(std::shared_ptr<state> self);
    static asio::awaitable<void> look_through(std::shared_ptr<state> self);
    void resume(const record& known);
    static asio::awaitable<void> work(std::shared_ptr<state> self, job what, std::shared_ptr<running> as);

    const worker worker_;
    mutable std::mutex mutex_;
    asio::any_io_executor executor_;  // empty: no job may begin
    std::map<std::string, std::shared_ptr<running>> jobs_;

    // Those who look for what was interrupted; on the executor.
    std::unique_ptr<clock::ticks> ticks_;
    std::shared_ptr<running> look_;
    clock::steady_time next_look_{};
    std::chrono::minutes wait_ = to_second_look;
};

// What is posted with the mutex comes in the order in which it was decided: nothing begins after `close`.

void desk::state::start(const asio::any_io_executor& executor) {
    const std::lock_guard lock(mutex_);
    executor_ = executor;
    asio::post(executor, [self = shared_from_this(), executor] { self->open(executor); });
}

void desk::state::stop() {
    const std::lock_guard lock(mutex_);
    if (const auto executor = std::exchange(executor_, asio::any_io_executor())) {
        asio::post(executor, [self = shared_from_this()] { self->close(); });
    }
}

void desk::state::open(const asio::any_io_executor& executor) {
    next_look_ = worker_.time().steady();
    ticks_ = worker_.time().every(executor, tick_period, [weak = weak_from_this(), executor] {
        if (const auto self = weak.lock()) {
            self->tick(executor);
        }
    });
    tick(executor);
}

void desk::state::close() {
    ticks_.reset();
    std::vector<std::shared_ptr<running>> all;
    {
        const std::lock_guard lock(mutex_);
        for (const auto& [key, each] : jobs_) {
            all.push_back(each);
        }
    }
    if (look_) {
        all.push_back(look_);
    }
    for (const auto& each : all) {
        each->signal.emit(asio::cancellation_type::terminal);
    }
}

bool desk::state::begin(job what) {
    const auto mine = std::make_shared<running>();
    const std::lock_guard lock(mutex_);
    if (!executor_ || !jobs_.emplace(what.where.key(), mine).second) {
        return false;
    }
    asio::post(executor_, [self = shared_from_this(), executor = executor_, mine, what = std::move(what)]() mutable {
        self->spawn(executor, std::move(what), mine);
    });
    return true;
}

void desk::state::spawn(const asio::any_io_executor& executor, job what, const std::shared_ptr<running>& as) {
    const auto end = [self = shared_from_this(), as, key = what.where.key()](const std::exception_ptr&) {
        self->ended(key);
    };
    asio::co_spawn(executor, work(shared_from_this(), std::move(what), as),
                   asio::bind_cancellation_slot(as->signal.slot(), end));
}

asio::awaitable<void> desk::state::work(std::shared_ptr<state> self, job what, std::shared_ptr<running> as) {
    progress_handler told = self->note_for(as);
    co_await self->worker_.run(std::move(what), std::move(told));
}

progress_handler desk::state::note_for(const std::shared_ptr<running>& who) {
    return [self = shared_from_this(), who](const progress& now) {
        const std::lock_guard lock(self->mutex_);
        who->done = now;
    };
}

void desk::state::ended(const std::string& key) {
    const std::lock_guard lock(mutex_);
    jobs_.erase(key);
}

void desk::state::tick(const asio::any_io_executor& executor) {
    const clock::steady_time now = worker_.time().steady();
    if (look_ || now < next_look_) {
        return;
    }
    next_look_ = now + std::exchange(wait_, between_looks);
    look_ = std::make_shared<running>();
    const auto end = [self = shared_from_this(), look = look_](const std::exception_ptr&) { self->look_.reset(); };
    asio::co_spawn(executor, resume_all(shared_from_this()), asio::bind_cancellation_slot(look_->signal.slot(), end));
}

asio::awaitable<void> desk::state::resume_all(std::shared_ptr<state> self) {
    try {
        co_await look_through(self);
    } catch (const error& failure) {
        self->worker_.log().warning("it is not known yet which installations were interrupted",
                                    log_field("reason", failure.what()));
    }
}

asio::awaitable<void> desk::state::look_through(std::shared_ptr<state> self) {
    const unreadable_handler skipped = [&log = self->worker_.log()](const std::string& key, const error& why) {
        log.warning("an installation cannot be read, and is not looked at", log_field("installation", key),
                    log_field("reason", why.what()));
    };
    std::string last;
    std::size_t count = records_at_once;
    while (count == records_at_once) {
        const std::vector<record> found = co_await self->worker_.records().list(last, records_at_once, skipped);
        for (const record& each : found) {
            self->resume(each);
        }
        count = found.size();
        last = found.empty() ? last : found.back().where().key();
    }
}

// Somebody else may be at it, which the job finds out.
void desk::state::resume(const record& known) {
    if (known.is_interrupted()) {
        const job_kind what = known.state == phase::removing ? job_kind::uninstall : job_kind::install;
        job rest(what, known.where(), known.user_at_work());
        rest.is_resumed = true;
        begin(std::move(rest));
    }
}

bool desk::state::is_running(const tenant& where) const {
    const std::lock_guard lock(mutex_);
    return jobs_.contains(where.key());
}

std::optional<progress> desk::state::progress_of(const tenant& where) const {
    const std::lock_guard lock(mutex_);
    const auto found = jobs_.find(where.key());
    return found == jobs_.end() ? std::nullopt : found->second->done;
}

desk::desk(parts of) : state_(std::make_shared<state>(std::move(of))) {}

desk::~desk() {
    state_->stop();
}

void desk::start(const asio::any_io_executor& executor) {
    state_->start(executor);
}

void desk::stop() {
    state_->stop();
}

bool desk::install(const tenant& where, std::string user_id, std::optional<answers> settings) {
    job wanted(job_kind::install, where, std::move(user_id));
    wanted.settings = std::move(settings);
    return state_->begin(std::move(wanted));
}

bool desk::uninstall(const tenant& where, std::string user_id) {
    return state_->begin(job(job_kind::uninstall, where, std::move(user_id)));
}

asio::awaitable<result> desk::configure(tenant where, answers settings) const {
    const std::shared_ptr<const state> mine = state_;
    result made = co_await mine->the_worker().work().configure(std::move(where), std::move(settings));
    co_return made;
}

bool desk::is_running(const tenant& where) const {
    return state_->is_running(where);
}

std::optional<progress> desk::progress_of(const tenant& where) const {
    return state_->progress_of(where);
}

asio::awaitable<std::optional<outcome>> desk::last_outcome(tenant where) const {
    const std::shared_ptr<const state> mine = state_;
    auto found = co_await mine->the_worker().failures().find(std::move(where));
    co_return found;
}

const blueprint& desk::wanted() const noexcept {
    return state_->the_worker().wanted();
}

const installations& desk::records() const noexcept {
    return state_->the_worker().records();
}

}  // namespace frameio::install
