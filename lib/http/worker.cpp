#include "http/worker.hpp"

#include "http/lane.hpp"

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>

#include <span>
#include <utility>

namespace frameio::http {
namespace {

constexpr std::size_t flush_size = 64 * 1024;
constexpr std::size_t worth_reading = 64 * 1024;  // of a body that nobody wants, to keep the connection
constexpr unsigned reads_in_turn = 16;            // before other connections have theirs
constexpr unsigned retry_soon = 1;                // s

void log_current_failure(lane_setup& setup) {
    std::string what = "unknown exception";
    try {
        throw;
    } catch (const std::exception& known) {
        what = known.what();
    } catch (...) {
    }
    setup.log.error("a connection is closed after an error in the server", log_field("reason", what));
}

}  // namespace

worker::worker(lane& home) : home_(home), parser_(home.setup().limits, buffer_) {}

worker::~worker() = default;

void worker::start() {
    boost::asio::co_spawn(home_.executor(), serve(home_.shared_from_this()), boost::asio::detached);
}

boost::asio::awaitable<void> worker::serve(std::shared_ptr<lane> keep_alive) {
    if (home_.stopped()) {
        co_return;
    }
    if (customer_ != nullptr) {
        // The executor started us late. Whatever comes next is to come through `resume`.
        boost::asio::post(keep_alive->executor(), [this, keep_alive] { resume(); });
    }
    co_await waiting_.wait();
    for (;;) {
        const wait what = step();
        if (what == wait::end) {
            co_return;
        }
        if (what == wait::other) {
            co_await waiting_.wait();
        }
        if (what != wait::run) {
            continue;
        }
        std::exception_ptr failure;
        try {
            co_await delivery_->run();
        } catch (...) {
            failure = std::current_exception();
        }
        end_run(std::move(failure));
    }
}

worker::wait worker::step() {
    try {
        return advance();
    } catch (...) {
        give_up();
        return wait::next;
    }
}

void worker::end_run(std::exception_ptr failure) {
    try {
        run_done(std::move(failure));
    } catch (...) {
        give_up();
    }
}

// Something failed that should not: there was no memory, or the worse. The connection is closed; the worker must stay
// fit for the next.
void worker::give_up() {
    log_current_failure(home_.setup());
    connection* const customer = std::exchange(customer_, nullptr);
    delivery_.reset();
    release();
    if (customer != nullptr) {
        customer->user = nullptr;
        customer->close();
    }
    if (std::exchange(running_, false)) {
        home_.counters().running.add(-1);
        home_.run_ended();
    }
}

void worker::lend(connection& customer) noexcept {
    customer_ = &customer;
    served_ = false;
    parser_.serve(customer.socket());
}

void worker::resume() {
    reads_ = 0;
    away_ = false;
    if (waiting_.waiting()) {
        waiting_.resume();
    }
    if (running_ && !suspended_) {
        give_way();
    }
}

void worker::give_way() {
    suspended_ = away_ = true;
    if (customer_ == nullptr) {
        return;
    }
    home_.enter(*customer_, phase::run, delivery_->deadline());
    // Answers to earlier requests must not wait for this one. What does not go out now goes with it.
    std::span<const char> octets(out_);
    octets = octets.subspan(sent_);
    if (!octets.empty() && customer_->send(octets) != sending::broken) {
        sent_ = out_.size() - octets.size();
        if (octets.empty()) {
            answers_sent();
        }
    }
}

worker::wait worker::advance() {
    for (;;) {
        if (customer_ == nullptr) {
            return home_.stopped() ? wait::end : wait::other;
        }
        if (gone_) {
            dismiss();
            continue;
        }
        if (must_flush()) {
            if (!flush()) {
                return wait::other;
            }
            continue;
        }
        if (closing_) {
            dismiss();
            continue;
        }
        switch (parser_.advance()) {
            case request_parser::state::need_octets:
                if (out_.empty() ? !read_on() : !flush()) {
                    return wait::other;
                }
                break;
            case request_parser::state::head:
                take_head();
                break;
            case request_parser::state::complete:
                if (take_request() == wait::run) {
                    return wait::run;
                }
                break;
            case request_parser::state::failed:
                refuse(parser_.why().status, parser_.why().reason);
                break;
        }
    }
}

bool worker::must_flush() const noexcept {
    return !out_.empty() &&
           (closing_ || suspended_ || unflushed_ >= home_.setup().limits.pipelined || out_.size() > flush_size);
}

// True if there is more to parse now.
bool worker::read_on() {
    if (++reads_ > reads_in_turn) {
        customer_->come_again();
        return false;
    }
    switch (customer_->receive(buffer_)) {
        case receiving::octets:
            return true;
        case receiving::closed:
            gone_ = true;
            return true;
        case receiving::nothing_yet:
            break;
    }
    if (!parser_.mid_request()) {
        release();
        return false;
    }
    const phase reading = parser_.in_body() ? phase::body : phase::head;
    if (customer_->current != reading) {
        home_.enter(*customer_, reading);
    }
    customer_->wait_for_octets();
    return false;
}

void worker::take_head() {
    if (delivery_ == nullptr) {
        delivery_ = home_.setup().service->make_delivery(home_.executor());
    }
    reply refusal;
    const bool refused = !delivery_->accepts(parser_.request(), refusal);
    const bool short_body = parser_.body_size() != 0 && parser_.body_size() <= worth_reading;
    const bool read_anyway = refused && !parser_.expects_continue() && short_body;  // so that the connection stays
    head_taken_ = !read_anyway;                                                     // it is asked again
    if (refused && !read_anyway) {
        note_refusal(refusal);
        gently_ = true;
        write(refusal, true);
    } else if (!reserve_body()) {
        refuse(503, "too many large bodies at once");
    } else if (parser_.expects_continue()) {
        out_ += "HTTP/1.1 100 Continue\r\n\r\n";
    }
}

worker::wait worker::take_request() {
    if (delivery_ == nullptr) {
        delivery_ = home_.setup().service->make_delivery(home_.executor());
    }
    ++customer_->requests;
    served_ = true;
    parser_.received(home_.wall(), home_.now());
    const request_view& request = parser_.request();
    const server_limits& limits = home_.setup().limits;
    const bool last = !request.keep_alive || home_.draining() ||
                      (limits.requests_per_connection != 0 && customer_->requests >= limits.requests_per_connection);
    closing_ = last;
    reply answer;
    if (!head_taken_ && !delivery_->accepts(request, answer)) {
        note_refusal(answer);
        write(answer, last || answer.close);
    } else if (home_.counters().running.value() >= limits.running) {
        note_overload("too many deliveries at once");
        answer = reply();
        answer.status = 503;
        answer.body = R"({"error":"too many deliveries at once"})";
        answer.retry_after = retry_soon;
        write(answer, last);
    } else if (delivery_->begin(request, answer)) {
        write(answer, last || answer.close);
    } else {
        running_ = true;
        suspended_ = false;
        home_.counters().running.add();
        if (away_) {  // right after another run that had waited: nobody comes by `resume`
            give_way();
        }
        return wait::run;
    }
    head_taken_ = false;
    free_body();
    parser_.next();
    return wait::other;
}

void worker::run_done(std::exception_ptr failure) {
    running_ = false;
    home_.counters().running.add(-1);
    reply answer;
    delivery_->finish(std::move(failure), answer);
    free_body();
    head_taken_ = false;
    if (customer_ == nullptr) {
        delivery_->lost();
        release();
        home_.run_ended();
        return;
    }
    if (customer_->current == phase::run) {
        home_.enter(*customer_, phase::idle);
    }
    write(answer, closing_ || home_.draining() || answer.close);
    parser_.next();
    home_.run_ended();
}

void worker::stop() {
    if (running_) {
        delivery_->abandon();
    }
}

void worker::retire() {
    waiting_.drop();
}

bool worker::reserve_body() {
    const server_limits& limits = home_.setup().limits;
    const std::size_t size = parser_.body_size() != 0 ? parser_.body_size() : limits.body_bytes;
    if (size <= octet_buffer::usual_size) {
        return true;
    }
    std::atomic<std::size_t>& sum = home_.setup().body_octets;
    if (sum.fetch_add(size) + size > limits.bodies_bytes) {
        sum.fetch_sub(size);
        return false;
    }
    body_octets_ = size;
    buffer_.reserve(buffer_.size() + parser_.body_size());
    return true;
}

void worker::free_body() noexcept {
    if (body_octets_ != 0) {
        home_.setup().body_octets.fetch_sub(std::exchange(body_octets_, 0));
    }
}

}  // namespace frameio::http
