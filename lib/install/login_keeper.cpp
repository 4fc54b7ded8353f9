#include "install/login_keeper.hpp"

#include "api/token_answer.hpp"
#include "auth/installer_tokens.hpp"

#include <boost/asio/co_spawn.hpp>

#include <exception>
#include <set>
#include <utility>
#include <vector>

namespace frameio::install {

namespace asio = boost::asio;

namespace {

constexpr std::chrono::seconds tick_period{10};
constexpr std::chrono::hours between_looks{1};
constexpr std::size_t records_at_once = 100;

void leave_out(const std::string& /*key*/, const error& /*why*/) {}  // the desk tells of those that cannot be read

}  // namespace

login_keeper::login_keeper(installations records, std::shared_ptr<auth::token_book> tokens, clock& time, logger log)
    : records_(std::move(records)), tokens_(std::move(tokens)), time_(time), log_(std::move(log)) {}

void login_keeper::start(const asio::any_io_executor& executor) {
    executor_ = executor;
    next_ = time_.steady();
    ticks_ = time_.every(executor, tick_period, [weak = weak_from_this()] {
        if (const auto self = weak.lock()) {
            self->tick();
        }
    });
    tick();
}

void login_keeper::stop() {
    ticks_.reset();
}

void login_keeper::tick() {
    if (busy_ || time_.steady() < next_) {
        return;
    }
    busy_ = true;
    next_ = time_.steady() + between_looks;
    asio::co_spawn(executor_, look(), [self = shared_from_this()](const std::exception_ptr&) { self->busy_ = false; });
}

asio::awaitable<void> login_keeper::look() {
    std::set<std::string> seen;
    std::string last;
    try {
        for (std::size_t count = records_at_once; count == records_at_once && ticks_;) {
            const std::vector<record> found = co_await records_.list(last, records_at_once, leave_out);
            for (const record& each : found) {
                if (ticks_ && seen.insert(each.acting_user).second) {
                    co_await renew(each.acting_user);
                }
            }
            count = found.size();
            last = found.empty() ? last : found.back().where().key();
        }
    } catch (const error& failure) {
        log_.warning("it is not known which logins are to be kept alive", log_field("reason", failure.what()));
    }
}

asio::awaitable<void> login_keeper::renew(std::string user_id) {
    try {
        const auth::token_owner who = auth::admin_login(user_id);
        const bool is_there = co_await tokens_->keep_alive(who);
        if (!is_there) {
            log_.warning("nobody is logged in as whom the app calls Frame.io: an admin logs in at /install",
                         log_field("user", user_id));
        }
    } catch (const std::exception& failure) {
        log_.warning(
            "the login of an admin, as whom the app calls Frame.io, was not renewed: it ends if nobody logs in",
            log_field("user", user_id), log_field("reason", failure.what()));
    }
}

}  // namespace frameio::install
