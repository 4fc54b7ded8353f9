#include "http/worker.hpp"

#include "http/lane.hpp"

#include <span>
#include <utility>

// The second half of a worker: answers, what becomes of them, and how it parts from its customers.

namespace frameio::http {
namespace {

constexpr std::size_t largest_kept = 64 * 1024;  // of the memory for answers
constexpr std::size_t worth_waiting = 4 * 1024;  // to be taken within the write time
constexpr unsigned retry_soon = 1;               // s
constexpr unsigned retry_late = 10;              // s: the handler is still at it

}  // namespace

void worker::refuse(unsigned status, std::string_view reason) {
    std::string body = R"({"error":")";
    body.append(reason).append(R"("})");
    reply answer;
    answer.status = status;
    answer.body = body;
    if (status == 503) {
        note_overload(reason);
        answer.retry_after = retry_soon;
    } else {
        lane_setup& setup = home_.setup();
        write_within(setup.refusals, *setup.time, setup.log, log_level::info, "a request was refused",
                     log_field("status", status), log_field("reason", reason), log_field("peer", customer_->peer()));
    }
    gently_ = true;
    write(answer, true);
}

void worker::note_refusal(const reply& refusal) {
    constexpr unsigned first_fault = 400;
    if (refusal.status < first_fault || refusal.status == 503) {
        return;
    }
    lane_setup& setup = home_.setup();
    const request_view& request = parser_.request();
    write_within(setup.refusals, *setup.time, setup.log, log_level::info, "a request was refused",
                 log_field("status", refusal.status), log_field("method", request.method),
                 log_field("path", request.path), log_field("peer", customer_->peer()));
}

void worker::note_overload(std::string_view what) {
    lane_setup& setup = home_.setup();
    write_within(setup.overload, *setup.time, setup.log, log_level::warning, what,
                 log_field("peer", customer_->peer()));
}

void worker::write(const reply& answer, bool close) {
    closing_ = close;
    const request_view& request = parser_.request();
    auto after = reply_writer::after::keep;
    if (close) {
        after = reply_writer::after::close;
    } else if (!request.http11) {
        after = reply_writer::after::keep_http10;
    }
    home_.replies().append(out_, home_.wall(), answer, after, !parser_.head_only());
    ++unflushed_;
    home_.counters().requests.add();
}

bool worker::flush() {
    std::span<const char> octets(out_);
    octets = octets.subspan(sent_);
    const sending how = customer_->send(octets);
    taken_ += out_.size() - octets.size() - sent_;
    sent_ = out_.size() - octets.size();
    if (how == sending::blocked) {
        // A peer that takes something is slow; one that takes next to nothing is cut off.
        if (customer_->current != phase::write || taken_ >= worth_waiting) {
            home_.enter(*customer_, phase::write);
            taken_ = 0;
        }
        customer_->wait_for_room();
        return false;
    }
    if (how == sending::broken) {
        gone_ = true;
        return true;
    }
    answers_sent();
    out_.clear();
    sent_ = 0;
    suspended_ = false;
    return true;
}

void worker::release() {
    connection* const customer = std::exchange(customer_, nullptr);
    parser_.reset();
    buffer_.clear();
    out_.clear();
    if (out_.capacity() > largest_kept) {
        out_ = std::string();
    }
    answers_lost();
    sent_ = 0;
    gone_ = closing_ = gently_ = suspended_ = head_taken_ = false;
    free_body();
    if (customer != nullptr) {
        customer->user = nullptr;
        // Empty lines between requests are let pass, but are no reason to stay.
        if (served_ || (customer->current != phase::idle && customer->current != phase::fresh)) {
            home_.enter(*customer, phase::idle);
        }
        if (home_.draining()) {
            customer->close();
        } else {
            customer->wait_for_octets();
        }
    }
    home_.give_back(*this);
}

void worker::dismiss() {
    connection& customer = *std::exchange(customer_, nullptr);
    customer.user = nullptr;
    if (!gone_ && (gently_ || !buffer_.empty())) {
        customer.close_gently();
    } else {
        customer.close();
    }
    release();
}

void worker::head_expired() {
    connection& customer = *customer_;
    refuse(408, parser_.in_body() ? "the body took too long" : "the headers took too long");
    customer_ = nullptr;
    part_from(customer);
    release();
}

void worker::run_expired() {
    if (delivery_->deadline() > home_.now()) {
        // It became known only after the run had begun.
        home_.enter(*customer_, phase::run, delivery_->deadline());
        return;
    }
    connection& customer = *std::exchange(customer_, nullptr);
    home_.counters().late.add();
    parser_.peer_leaves();
    delivery_->overdue();
    reply answer;
    answer.status = 503;
    answer.body = R"({"error":"still running, come back for the answer"})";
    answer.retry_after = retry_late;
    write(answer, true);
    part_from(customer);
}

// Sends what the socket takes at once of the last answers, and closes.
void worker::part_from(connection& customer) {
    customer.user = nullptr;
    std::span<const char> octets(out_);
    octets = octets.subspan(sent_);
    const bool sent = customer.send(octets) == sending::done;
    sent_ = out_.size() - octets.size();
    if (sent) {
        answers_sent();
    } else {
        answers_lost();
    }
    out_.clear();
    sent_ = 0;
    if (sent) {
        customer.close_gently();
    } else {
        customer.close();
    }
}

void worker::forsaken() {
    customer_ = nullptr;
    if (running_) {
        answers_lost();
        out_.clear();
        sent_ = 0;
    } else {
        release();
    }
}

void worker::answers_sent() {
    if (std::exchange(unflushed_, 0) != 0 && delivery_ != nullptr) {
        delivery_->sent(home_.now());
    }
}

void worker::answers_lost() {
    // Of several that were sent in part, some may have arrived: then a retry is better than an event taken for one.
    const bool none_arrived = sent_ == 0 || unflushed_ == 1;
    if (std::exchange(unflushed_, 0) == 0 || delivery_ == nullptr) {
        return;
    }
    if (none_arrived) {
        delivery_->lost();
    } else {
        delivery_->sent(home_.now());
    }
}

}  // namespace frameio::http
