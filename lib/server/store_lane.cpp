#include "server/store_lane.hpp"

#include <boost/asio/co_spawn.hpp>

#include <exception>
#include <random>
#include <utility>

namespace frameio {
namespace {

namespace asio = boost::asio;

delivery::inbox_options options_of(const store_setup& setup, std::size_t number) {
    delivery::inbox_options options;
    options.owner = setup.owner + "/" + std::to_string(number);
    options.most = setup.runs;
    options.term = setup.lease;
    options.limits = setup.limits;
    options.policy = [app = setup.app](std::string_view route) { return app->policy_of(route); };
    options.random = [random = std::minstd_rand(std::random_device()())]() mutable {
        return std::uniform_real_distribution<double>(0, 1)(random);
    };
    options.log = setup.app->log;
    return options;
}

}  // namespace

store_lane::store_lane(store_setup setup, asio::any_io_executor executor, std::size_t number)
    : setup_(std::move(setup)),
      executor_(std::move(executor)),
      runs_(setup_.app, setup_.engine, executor_, 2 * setup_.lease),
      inbox_(*setup_.engine, *setup_.app->time, options_of(setup_, number),
             [this](const store::work& what) { return runs_.run(what); }) {}

std::shared_ptr<delivery::intake> store_lane::intake() {
    if (!intake_) {
        intake_ =
            std::make_shared<delivery::intake>(setup_.engine, executor_, setup_.app->log, [weak = weak_from_this()] {
                if (const auto self = weak.lock()) {
                    self->inbox_.wake();
                }
            });
    }
    return intake_;
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
