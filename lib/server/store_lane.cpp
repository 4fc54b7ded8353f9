#include "server/store_lane.hpp"

#include <boost/asio/co_spawn.hpp>

#include <exception>
#include <random>
#include <utility>

namespace frameio {
namespace {

namespace asio = boost::asio;

delivery::inbox_options options_of(const store_setup& setup, const std::string& owner) {
    delivery::inbox_options options;
    options.owner = owner;
    options.build = setup.app->build;
    options.most = setup.runs;
    options.claims = setup.role != server_role::receive;
    options.term = setup.lease;
    options.limits = setup.limits;
    options.running = setup.app->running;
    options.policy = [app = setup.app](const store::stored_event& event) { return app->policy_of(event); };
    options.on_end = [app = setup.app](const store::event_id& event) { app->ends_of_runs->ended(event); };
    options.random = [random = std::minstd_rand(std::random_device()())]() mutable {
        return std::uniform_real_distribution<double>(0, 1)(random);
    };
    if (setup.lasts) {
        options.log = setup.app->log;  // what is said there is about what somebody can look at
    } else {
        options.poll = std::chrono::seconds(10);  // nobody else puts anything there
    }
    return options;
}

}  // namespace

store_lane::store_lane(store_setup setup, asio::any_io_executor executor, std::size_t number)
    : setup_(std::move(setup)),
      owner_(setup_.owner + "/" + std::to_string(number)),
      executor_(std::move(executor)),
      runs_(setup_.app, setup_.engine, setup_.app->new_counters(), executor_, 2 * setup_.lease),
      inbox_(*setup_.engine, *setup_.app->time, options_of(setup_, owner_),
             [this](const store::work& what) { return runs_.run(what); }) {}

std::shared_ptr<delivery::intake> store_lane::intake() {
    if (!intake_ && setup_.lasts) {
        intake_ = std::make_shared<delivery::intake>(setup_.engine, setup_.room, executor_, setup_.app->log,
                                                     [weak = weak_from_this()] {
                                                         if (const auto self = weak.lock()) {
                                                             self->inbox_.wake();
                                                         }
                                                     });
    }
    return intake_;
}

std::shared_ptr<action_runs> store_lane::actions() {
    return std::make_shared<action_runs>(action_runs::parts{setup_.app, setup_.engine, inbox_, runs_, owner_,
                                                            setup_.lease, setup_.most_actions, shared_from_this()});
}

void store_lane::start() {
    working_ = true;
    asio::co_spawn(executor_, inbox_.work(), [self = shared_from_this()](const std::exception_ptr&) { self->ended(); });
}

void store_lane::ended() {
    working_ = false;
    if (const auto done = std::exchange(drained_, nullptr)) {
        done();
    }
}

void store_lane::drain(std::function<void()> done) {
    drained_ = std::move(done);
    inbox_.stop();
    if (!working_) {
        ended();
    }
}

void store_lane::stop(std::function<void()> done) {
    drained_ = nullptr;
    inbox_.stop();
    if (!working_) {
        done();
        return;
    }
    asio::co_spawn(executor_, inbox_.give_up(),
                   [self = shared_from_this(), done = std::move(done)](const std::exception_ptr&) { done(); });
}

void store_lane::abandon() {
    inbox_.stop();
}

}  // namespace frameio
