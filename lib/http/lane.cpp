#include "http/lane.hpp"

#include "http/tls.hpp"
#include "http/worker.hpp"

#include <boost/asio/post.hpp>

#include <sys/epoll.h>
#include <unistd.h>

#include <algorithm>
#include <utility>

namespace frameio::http {
namespace {

constexpr std::chrono::milliseconds tick_period{500};
constexpr std::chrono::milliseconds linger_time{2'000};
constexpr std::chrono::milliseconds drain_time{2'000};  // no phase lasts longer once a drain has begun

std::chrono::milliseconds time_for(phase which, const server_limits& limits) {
    switch (which) {
        case phase::handshake:
            return limits.handshake_time;
        case phase::fresh:
            return limits.fresh_time;
        case phase::head:
            return limits.header_time;
        case phase::body:
            return limits.body_time;
        case phase::write:
            return limits.write_time;
        case phase::linger:
            return linger_time;
        case phase::idle:
        case phase::run:
        case phase::count:
            break;
    }
    return limits.idle_time;
}

}  // namespace

lane::lane(boost::asio::any_io_executor executor, std::shared_ptr<lane_setup> setup)
    : executor_(std::move(executor)),
      setup_(std::move(setup)),
      scratch_(std::make_unique<std::array<char, 32 * 1024>>()),
      watcher_(std::make_shared<poller>(executor_)) {}

lane::~lane() {
    const auto destroy = [](connection* member) { delete member; };
    for (members& list : phases_) {
        list.clear_and_dispose(destroy);
    }
    buried_.clear_and_dispose(destroy);
}

void lane::start() {
    ticks_ = setup_->time->every(executor_, tick_period, [self = weak_from_this()] {
        if (const auto alive = self.lock()) {
            alive->tick();
        }
    });
    watcher_->start([self = weak_from_this()](std::span<const epoll_event> ready) {
        if (const auto alive = self.lock()) {
            alive->on_ready(ready);
        }
    });
}

/// A time in which connections stay where they are, even closed ones: the next event may concern one that this one
/// closes.
class lane::turn {
public:
    explicit turn(lane& of) : of_(of) {
        of_.steady_ = of_.setup_->time->steady();
        of_.wall_ = of_.setup_->time->now();
        of_.busy_ = true;
    }
    ~turn() {
        of_.busy_ = false;
        of_.collect();
    }
    turn(const turn&) = delete;
    turn& operator=(const turn&) = delete;

private:
    lane& of_;
};

// What goes wrong with one connection, such as that there is no memory for it, does not concern the others.
template <class Work>
void lane::guard(connection& member, const Work& work) {
    try {
        work();
    } catch (const std::exception& failure) {
        setup_->log.error("a connection is closed after an error in the server", log_field("reason", failure.what()));
        member.close();
    }
}

void lane::on_ready(std::span<const epoll_event> ready) {
    const turn now_ready(*this);
    for (const epoll_event& each : ready) {
        connection& member = *static_cast<connection*>(each.data.ptr);
        guard(member, [&] { member.on_ready(each.events); });
    }
}

void lane::adopt(int fd) {
    if (stopped_) {
        ::close(fd);
        return;
    }
    std::unique_ptr<connection> member;
    try {
        std::unique_ptr<tls_session> tls;
        if (setup_->tls != nullptr) {
            tls = std::make_unique<tls_session>(setup_->tls->current().get());
        }
        member = std::make_unique<connection>(*this, fd, std::move(tls));
    } catch (const std::exception& failure) {
        ::close(fd);
        setup_->log.warning("a connection could not be taken", log_field("reason", failure.what()));
        return;
    }
    counters_.connections.add();
    counters_.open.add();
    const turn of_the_newcomer(*this);
    connection& newcomer = *member.release();  // it is in the list of its phase as soon as it starts
    guard(newcomer, [&] { newcomer.start(); });
}

bool lane::full() const noexcept {
    return counters_.open.value() >= setup_->limits.connections;
}

void lane::enter(connection& member, phase next, clock::steady_time deadline) {
    leave(member);
    member.current = next;
    member.deadline = deadline;
    phases_[static_cast<std::size_t>(next)].push_back(member);
}

void lane::enter(connection& member, phase next) {
    const std::chrono::milliseconds time = time_for(next, setup_->limits);
    enter(member, next, now() + (draining_ ? std::min(time, drain_time) : time));
}

void lane::leave(connection& member) noexcept {
    if (member.is_linked()) {
        members::node_algorithms::unlink(members::value_traits::to_node_ptr(member));
        members::node_algorithms::init(members::value_traits::to_node_ptr(member));
    }
}

void lane::bury(connection& member) {
    leave(member);
    std::erase(again_, &member);
    buried_.push_back(member);
    if (!busy_ && !std::exchange(collection_due_, true)) {
        boost::asio::post(executor_, [self = shared_from_this()] {
            self->collection_due_ = false;
            self->collect();
        });
    }
}

void lane::come_again(connection& member) {
    again_.push_back(&member);
    if (again_.size() == 1) {
        boost::asio::post(executor_, [self = shared_from_this()] { self->go_on(); });
    }
}

void lane::go_on() {
    const turn of_the_rest(*this);
    for (connection* member : std::exchange(again_, {})) {
        guard(*member, [&] { member->go_on(); });
    }
}

void lane::collect() {
    if (buried_.empty()) {
        return;
    }
    buried_.clear_and_dispose([this](connection* member) {
        counters_.open.add(-1);
        delete member;
    });
    check_drained();
}

worker& lane::spare() {
    if (free_.empty()) {
        workers_.push_back(std::make_unique<worker>(*this));
        free_.reserve(workers_.size());  // giving back must not fail
        workers_.back()->start();
        free_.push_back(workers_.back().get());
    }
    return *free_.back();
}

worker& lane::take() {
    worker& taken = spare();
    free_.pop_back();
    return taken;
}

void lane::give_back(worker& idle) {
    free_.push_back(&idle);
}

void lane::run_ended() {
    check_drained();
}

void lane::tick() {
    const turn of_the_clock(*this);
    for (std::size_t i = 0; i < phases_.size(); ++i) {
        expire(static_cast<phase>(i));
    }
}

void lane::expire(phase which) {
    members& list = phases_[static_cast<std::size_t>(which)];
    const clock::steady_time time = now();
    if (which != phase::run) {
        while (!list.empty() && list.front().deadline <= time) {
            connection& member = list.front();
            guard(member, [&] { member.expired(); });
        }
        return;
    }
    // Handlers have deadlines of their own, so this list is not in their order.
    for (auto at = list.begin(); at != list.end();) {
        connection& member = *at++;
        if (member.deadline <= time) {
            guard(member, [&] { member.expired(); });
        }
    }
}

void lane::close_all(phase which) {
    members& list = phases_[static_cast<std::size_t>(which)];
    while (!list.empty()) {
        list.front().close();
    }
}

void lane::close_silent(phase which) {
    members& list = phases_[static_cast<std::size_t>(which)];
    for (auto at = list.begin(); at != list.end();) {
        connection& member = *at++;
        if (!member.has_octets()) {  // else its request is about to be read, and is to be answered
            member.close();
        }
    }
}

void lane::drain(std::function<void()> done) {
    draining_ = true;
    drained_ = std::move(done);
    {
        const turn of_the_drain(*this);
        for (const phase silent : {phase::fresh, phase::idle, phase::handshake}) {
            close_silent(silent);
        }
        hurry();
    }
    check_drained();
}

// Who has longer than a drain allows has less from now on, but for those whose handlers run.
void lane::hurry() {
    const clock::steady_time latest = now() + drain_time;
    for (std::size_t i = 0; i < phases_.size(); ++i) {
        if (static_cast<phase>(i) != phase::run) {
            for (connection& member : phases_[i]) {
                member.deadline = std::min(member.deadline, latest);
            }
        }
    }
}

void lane::check_drained() {
    if (!draining_ || stopped_ || drained_ == nullptr) {
        return;
    }
    if (counters_.open.value() == 0 && counters_.running.value() == 0) {
        std::exchange(drained_, nullptr)();
    }
}

void lane::stop() {
    if (stopped_) {
        return;
    }
    stopped_ = true;
    ticks_.reset();
    {
        const turn of_the_end(*this);
        for (std::size_t i = 0; i < phases_.size(); ++i) {
            close_all(static_cast<phase>(i));
        }
    }
    watcher_->stop();
    for (const auto& each : workers_) {
        each->stop();
    }
    for (worker* idle : free_) {
        idle->retire();
    }
}

}  // namespace frameio::http
