#include "http/client/registration.hpp"

#include <boost/asio/execution/context.hpp>
#include <boost/asio/execution_context.hpp>
#include <boost/asio/query.hpp>

#include <mutex>
#include <vector>

namespace frameio::http {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

asio::execution_context& context_of(const asio::any_io_executor& executor) {
    return asio::query(executor, asio::execution::context);
}

}  // namespace

/// What rests in one context.
struct registration::home {
    explicit home(const asio::execution_context& of) : context(&of) {}

    std::mutex mutex;
    const asio::execution_context* context;  // null: it has ended
    std::vector<registration*> resting;      // each knows its place

    void add(registration& one) {
        one.place_ = resting.size();
        resting.push_back(&one);
    }
    void remove(const registration& one) {
        if (context == nullptr) {
            return;
        }
        resting[one.place_] = resting.back();
        resting[one.place_]->place_ = one.place_;
        resting.pop_back();
    }
};

/// A context's home. Made after the services of sockets, so that it is shut down before them.
class registration::homes final : public asio::execution_context::service {
public:
    static asio::execution_context::id id;  // NOLINT(readability-identifier-naming): Asio looks for it

    explicit homes(asio::execution_context& owner) : service(owner), mine(std::make_shared<home>(owner)) {}

    const std::shared_ptr<home> mine;

private:
    void shutdown() override {
        const std::lock_guard lock(mine->mutex);
        mine->context = nullptr;
        for (registration* const each : mine->resting) {
            each->end();
        }
        mine->resting.clear();
    }
};

asio::execution_context::id registration::homes::id;

registration::registration(const asio::any_io_executor& executor, const asio::ip::tcp& protocol, int descriptor,
                           error_code& failure)
    : socket_(std::in_place, executor), home_(asio::use_service<homes>(context_of(executor)).mine) {
    socket_->assign(protocol, descriptor, failure);
}

registration::~registration() {
    if (!resting_) {
        end();
        return;
    }
    const std::lock_guard lock(home_->mutex);
    home_->remove(*this);
    end();
}

void registration::end() {
    if (socket_) {
        error_code ignored;
        socket_->release(ignored);
        socket_.reset();
    }
}

void registration::rest() {
    const std::lock_guard lock(home_->mutex);
    resting_ = true;
    if (home_->context == nullptr) {
        end();
    } else {
        home_->add(*this);
    }
}

bool registration::wake(const asio::any_io_executor& executor) {
    const std::lock_guard lock(home_->mutex);
    if (home_->context != &context_of(executor)) {
        return false;
    }
    home_->remove(*this);
    resting_ = false;
    return true;
}

}  // namespace frameio::http
