#include "http/client/call.hpp"

#include "http/client/dialer.hpp"
#include "http/client/request_head.hpp"

#include <boost/asio/error.hpp>
#include <boost/asio/execution/context.hpp>
#include <boost/asio/query.hpp>
#include <boost/system/system_error.hpp>

#include <algorithm>
#include <utility>

namespace frameio::http {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using std::chrono::milliseconds;

constexpr std::size_t piece_size = 64 * 1024;

// Longer than a clock can count, or nobody lives.
constexpr milliseconds for_ever = std::chrono::hours(24 * 36'500);

clock::steady_time after(clock::steady_time begin, milliseconds timeout) {
    return timeout == milliseconds(0) || timeout > for_ever ? time_limit::never : begin + timeout;
}

clock::steady_time end_of(const client_request& request, const transport_options& options, clock::steady_time begin) {
    const auto by_timeout = after(begin, request.total_timeout.value_or(options.total_timeout));
    return std::min(by_timeout, request.deadline.value_or(time_limit::never));
}

std::uintptr_t context_of(const asio::any_io_executor& executor) {
    return reinterpret_cast<std::uintptr_t>(&asio::query(executor, asio::execution::context));
}

}  // namespace

call::call(std::shared_ptr<transport_state> shared, const client_request& request, body_sink* to,
           const asio::any_io_executor& executor)
    : shared_(std::move(shared)),
      request_(request),
      to_(to),
      through_(shared_->proxies.find(request.to)),
      context_(context_of(executor)),
      body_size_(request.source != nullptr ? request.source->size() : request.body.size()),
      end_(end_of(request, shared_->options, shared_->time.steady())),
      limit_(shared_->time, executor),
      line_(executor, limit_) {}

std::string call::peer() const {
    return request_.to.host_and_port();
}

void call::fail(transport_errc code, const std::string& what) const {
    throw transport_error(code, phase_, sent_, what);
}

asio::awaitable<client_response> call::run() {
    co_await enter();
    ++shared_->requests;
    for (bool fresh = false;; fresh = true) {
        co_await prepare(fresh);
        const bool answered = co_await exchange();
        if (answered) {
            break;
        }
    }
    finish();
    co_return std::move(response_);
}

asio::awaitable<void> call::enter() {
    slot_ = shared_->pool.try_enter(request_.to.origin());
    if (slot_) {
        co_return;
    }
    static_cast<void>(limit_.set(end_));  // nothing is watched
    slot_ = co_await shared_->pool.enter(request_.to.origin(), limit_);
    if (!slot_) {
        fail(transport_errc::timed_out, "all connections to " + peer() +
                                            " were in use for too long; allow more for an origin, or send fewer "
                                            "requests at a time");
    }
}

asio::awaitable<void> call::prepare(bool fresh) {
    line_.close();
    reused_ = !fresh && take_idle();
    if (!reused_) {
        const auto timeout = request_.connect_timeout.value_or(shared_->options.connect_timeout);
        const auto end = std::min(end_, after(shared_->time.steady(), timeout));
        dialer dials(*shared_, request_.to, through_, line_, limit_, sent_);
        co_await dials.open(end);
    }
    phase_ = call_phase::send;
    moved_at_ = shared_->time.steady();
    if (!limit_.set(latest()) || limit_.expired()) {
        fail(transport_errc::timed_out, "no time was left to ask " + peer() + "; allow more");
    }
    shared_->reused += reused_ ? 1 : 0;
    left_ = false;
    sent_before_ = line_.connection().sent();
}

/// Until when an octet is to move.
clock::steady_time call::latest() const {
    return std::min(end_, after(moved_at_, request_.stall_timeout.value_or(milliseconds(0))));
}

void call::moved() {
    const clock::steady_time now = shared_->time.steady();
    if (request_.stall_timeout && now - moved_at_ >= std::chrono::seconds(1)) {
        moved_at_ = now;
        static_cast<void>(limit_.set(latest()));  // if the time has come, what is done next finds that out
    }
}

bool call::take_idle() {
    while (auto idle = shared_->pool.take(slot_, context_)) {
        if (idle->is_quiet() && !line_.attach(std::move(idle))) {
            return true;
        }
    }
    return false;
}

// Cancellation and the end of the time hide behind other failures.
void call::check_failure(error_code failure) const {
    if (failure == asio::error::operation_aborted) {
        throw boost::system::system_error(failure);
    }
    if (limit_.expired()) {
        fail(transport_errc::timed_out, phase_ == call_phase::send
                                            ? peer() + " did not take the request in time; allow more for large ones"
                                            : peer() + " did not answer in time");
    }
}

/// @return whether there is a response; if not, a new connection is to be tried
asio::awaitable<bool> call::exchange() {
    phase_ = call_phase::send;
    response_ = client_response();
    const response_reader::limits allowed{shared_->options.header_limit, shared_->options.response_limit};
    reader_.emplace(allowed, request_.method == "HEAD", response_, to_);
    const error_code unsent = co_await send();
    note_sent();
    if (unsent) {
        check_failure(unsent);
        if (reused_ && !left_) {
            co_return false;
        }
    } else {
        phase_ = call_phase::receive;
    }
    // Also if it could not be sent to its end: the server may have said why.
    const error_code failure = co_await receive();
    if (!failure) {
        co_return true;
    }
    check_failure(failure);
    if (can_repeat()) {
        repeated_ = repeated_ || left_;
        co_return false;
    }
    fail_receiving(failure);
}

bool call::can_repeat() const {
    return reused_ && !reader_->begun() && (!left_ || is_repeatable(request_));
}

void call::note_sent() {
    left_ = line_.connection().sent() != sent_before_;
    sent_ = sent_ || left_;
}

asio::awaitable<error_code> call::send() {
    const proxy* const in_clear = request_.to.is_https() ? nullptr : through_;
    std::string head = write_head(request_, body_size_, shared_->options.user_agent, in_clear);
    if (request_.source != nullptr) {
        const error_code failure = co_await send_source(std::move(head));
        co_return failure;
    }
    std::string_view body = request_.body;
    if (body.size() <= small_body) {
        head += body;
        body = {};
    }
    const error_code failure = co_await line_.write(head, body);
    co_return failure;
}

asio::awaitable<error_code> call::send_source(std::string head) {
    std::string piece = std::move(head);
    std::uint64_t offset = 0;
    do {
        offset += fill(piece, piece.size(), offset);
        const error_code failure = co_await line_.write(piece, std::string_view());
        note_sent();
        moved();
        if (failure || line_.was_answered()) {
            co_return failure;
        }
        piece.clear();
    } while (offset < body_size_);
    co_return error_code();
}

// Fills the piece behind what it has.
std::size_t call::fill(std::string& piece, std::size_t used, std::uint64_t offset) {
    const std::uint64_t left = body_size_ - offset;
    const auto most = static_cast<std::size_t>(std::min<std::uint64_t>(left, piece_size));
    piece.resize(used + most);
    const std::size_t count = most == 0 ? 0 : request_.source->read(offset, {piece.data() + used, most});
    if (count > most || (count == 0 && most != 0)) {
        fail(transport_errc::body_ended_early, "the source of the request's body to " + peer() +
                                                   " gave less than the size that it has named; was it changed?");
    }
    piece.resize(used + count);
    return count;
}

asio::awaitable<error_code> call::receive() {
    octet_buffer& received = line_.connection().received;
    for (;;) {
        const error_code wrong = reader_->read(received);
        if (wrong || reader_->done()) {
            co_return wrong;
        }
        const error_code failure = co_await line_.read();
        moved();
        if (failure == asio::error::eof && reader_->begun() && !limit_.expired()) {
            co_return reader_->end();
        }
        if (failure) {
            co_return failure;
        }
    }
}

void call::fail_receiving(error_code failure) const {
    if (failure == transport_errc::malformed_response) {
        fail(transport_errc::malformed_response,
             "the response of " + peer() + " is not HTTP as it should be; is it the right server, port and scheme?");
    }
    if (failure == transport_errc::response_too_large) {
        fail(transport_errc::response_too_large,
             "the response of " + peer() + " is larger than allowed; ask for less at a time, or raise the limit");
    }
    if (reader_->begun()) {
        fail(transport_errc::truncated_response, "the connection to " + peer() + " ended within a response");
    }
    fail(transport_errc::connection_lost, "the connection to " + peer() + " ended before its response (" +
                                              failure.message() +
                                              "); look for what became of the request before you "
                                              "send it again");
}

void call::finish() {
    response_.repeated = repeated_;
    const bool reusable = phase_ == call_phase::receive && !line_.was_answered() && reader_->keeps_alive() &&
                          line_.connection().received.empty();
    auto connection = line_.detach();
    if (connection != nullptr && reusable) {
        connection->context = context_;
        connection->received.clear();
        shared_->pool.put(slot_, std::move(connection));
    }
}

}  // namespace frameio::http
