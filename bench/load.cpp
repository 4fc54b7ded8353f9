// The load generator. It sends signed requests from one thread and prints one line of JSON about the answers.
//
//   --to 127.0.0.1:8080   --secret TEXT (or WEBHOOK_SECRET)
//   --connections 64      --seconds 1 | --requests N      --body 315|4096
//   --mode keepalive | close | pipelined (--depth 16)     --tls | --handshakes
//   --rate N              at fixed times; latencies then count from the time at which a request was due, so that a
//   server
//                         that stalls cannot hide the requests that it kept from being sent
//   --hold                says "ready" when the connections are there and used once, and waits for a line before it
//   begins
//   --idle N              opens N connections, one request each, and holds them until standard input ends

#include "histogram.hpp"
#include "load_connection.hpp"
#include "load_options.hpp"
#include "request_source.hpp"
#include "response_reader.hpp"
#include "streams.hpp"

#include <sys/epoll.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <deque>
#include <exception>
#include <iostream>
#include <limits>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

constexpr std::int64_t second = 1'000'000'000;

std::int64_t now() {
    auto since = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration_cast<std::chrono::nanoseconds>(since).count();
}

class load {
public:
    explicit load(const load_options& what)
        : what_(what),
          source_(what.secret, what.host, what.body, what.close),
          tls_(what.tls ? make_tls_context(TLS_client_method()) : nullptr),
          epoll_(checked(epoll_create1(EPOLL_CLOEXEC), "epoll_create1")),
          connections_(what.idle > 0 ? what.idle : what.connections) {}

    void run() {
        start_ = last_answer_ = now();
        end_ = std::numeric_limits<std::int64_t>::max();
        if (!what_.close) {
            settle();
        }
        if (what_.idle > 0) {
            finish_ = now();
            return;
        }
        hold();
        measure();
    }

    bool report() const {
        double seconds = static_cast<double>(finish_ - start_) / static_cast<double>(second);
        std::printf(
            "{\"requests\":%zu,\"errors\":%zu,\"seconds\":%.6f,\"per_second\":%.1f,"
            "\"p50\":%.2f,\"p90\":%.2f,\"p99\":%.2f}\n",
            answers_, errors_, seconds, static_cast<double>(answers_) / seconds, latencies_.percentile(50),
            latencies_.percentile(90), latencies_.percentile(99));
        std::fflush(stdout);
        if (!reader_.refusal().empty()) {
            std::fprintf(stderr, "bench_load: %zu errors; one answer was:\n%s\n", errors_, reader_.refusal().c_str());
        }
        return errors_ == 0;
    }

private:
    bool is_over(std::int64_t time) const {
        return sent_ >= what_.requests || time >= end_;
    }

    /// Opens all connections, a few at a time, and has one request answered on each. What that costs is not measured.
    void settle() {
        settling_ = true;
        while (opened_ < std::min(what_.connections, connections_.size())) {
            open(opened_++);
        }
        while (answers_ + errors_ < connections_.size()) {
            flush_all();
            wait();
            check_progress();
        }
        settling_ = false;
        if (errors_ > 0) {
            throw std::runtime_error("the first requests were refused:\n" + reader_.refusal());
        }
    }

    void hold() const {
        if (what_.hold) {
            std::puts("ready");
            std::fflush(stdout);
            std::string line;
            std::getline(std::cin, line);
        }
    }

    void measure() {
        latencies_ = histogram();
        answers_ = sent_ = 0;
        start_ = next_due_ = last_answer_ = now();
        end_ = start_ + static_cast<std::int64_t>(what_.seconds * static_cast<double>(second));
        for (std::size_t place = 0; place < connections_.size(); ++place) {
            if (what_.close) {
                open(place);
            } else {
                next_request(place);
            }
        }
        while (!is_over(now()) || answers_ + errors_ < sent_) {
            flush_all();
            issue_due();
            wait();
            check_progress();
        }
        finish_ = now();
    }

    void open(std::size_t place) {
        load_connection& fresh = connections_[place].emplace(what_.to, tls_.get());
        epoll_event event{};
        event.events = EPOLLIN | EPOLLOUT | EPOLLRDHUP | EPOLLET;
        event.data.u64 = place;
        checked(epoll_ctl(epoll_, EPOLL_CTL_ADD, fresh.socket(), &event), "epoll_ctl");
        if (settling_) {
            send_now(place, 1);
        } else {
            next_request(place);
        }
    }

    /// Gives a connection that has nothing to wait for its next work.
    void next_request(std::size_t place) {
        if (what_.rate > 0) {
            free_.push_back(place);
            return;
        }
        send_now(place, what_.depth);
    }

    void send_now(std::size_t place, std::size_t requests) {
        std::int64_t time = now();
        for (std::size_t i = 0; i < requests && (settling_ || !is_over(time)); ++i) {
            connections_[place]->add(source_, time);
            ++sent_;
        }
        unsent_.push_back(place);
    }

    void issue_due() {
        if (what_.rate <= 0) {
            return;
        }
        std::int64_t time = now();
        while (next_due_ <= time && next_due_ < end_ && sent_ < what_.requests) {
            overdue_.push_back(next_due_);
            ++sent_;
            next_due_ = start_ + static_cast<std::int64_t>(static_cast<double>(sent_) * second / what_.rate);
        }
        while (!overdue_.empty() && !free_.empty()) {
            load_connection& chosen = *connections_[free_.front()];
            free_.pop_front();
            chosen.add(source_, overdue_.front());
            overdue_.pop_front();
            chosen.flush();
        }
    }

    void wait() {
        std::array<epoll_event, 256> events;
        // At a fixed rate it spins: a sleep would end late by more than what is to be measured.
        int ready = epoll_wait(epoll_, events.data(), static_cast<int>(events.size()), what_.rate > 0 ? 0 : 100);
        for (const epoll_event& event : std::span(events).first(ready < 0 ? 0 : static_cast<std::size_t>(ready))) {
            handle(event.data.u64);
        }
    }

    /// All answers are taken before the next requests go out, so that the server finds them together whatever the phase
    /// of the two processes: it is saturated, and sleeps and wakes as rarely as it ever does.
    void flush_all() {
        for (std::size_t place : unsent_) {
            if (connections_[place]) {
                connections_[place]->flush();
            }
        }
        unsent_.clear();
    }

    void handle(std::size_t place) {
        load_connection& ready = *connections_[place];
        std::size_t before = ready.waiting();
        ready.flush();
        bool goes_on = ready.receive(reader_, what_.close, [this](std::int64_t due, bool is_ok) { count(due, is_ok); });
        unsent_.push_back(place);
        if (!goes_on) {
            replace(place);
        } else if (before > 0 && ready.waiting() == 0 && !what_.close) {
            proceed(place);
        }
    }

    void proceed(std::size_t place) {
        if (!settling_) {
            next_request(place);
        } else if (opened_ < connections_.size()) {
            open(opened_++);
        }
    }

    void replace(std::size_t place) {
        errors_ += connections_[place]->waiting();
        std::erase(free_, place);
        if (settling_) {
            throw std::runtime_error("the server closed a fresh connection");
        }
        if (!is_over(now())) {
            open(place);
        } else {
            connections_[place].reset();
        }
    }

    void count(std::int64_t due, bool is_ok) {
        last_answer_ = now();
        if (is_ok) {
            ++answers_;
            latencies_.add(last_answer_ - due);
        } else {
            ++errors_;
        }
    }

    void check_progress() const {
        if (errors_ > 1000) {
            throw std::runtime_error("more than 1000 requests failed; one answer was:\n" + reader_.refusal());
        }
        if (now() > last_answer_ + 10 * second) {
            throw std::runtime_error("no answer for 10 s");
        }
    }

    load_options what_;
    request_source source_;
    response_reader reader_;
    histogram latencies_;
    tls_context tls_;
    int epoll_;
    std::vector<std::optional<load_connection>> connections_;
    std::vector<std::size_t> unsent_;
    std::deque<std::size_t> free_;
    std::deque<std::int64_t> overdue_;
    std::int64_t start_ = 0;
    std::int64_t end_ = 0;
    std::int64_t finish_ = 0;
    std::int64_t next_due_ = 0;
    std::int64_t last_answer_ = 0;
    bool settling_ = false;
    std::size_t opened_ = 0;
    std::size_t sent_ = 0;
    std::size_t answers_ = 0;
    std::size_t errors_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);  // OpenSSL writes without MSG_NOSIGNAL
    try {
        load_options what = load_options::read(argc, argv);
        load generated(what);
        generated.run();
        bool is_good = generated.report();
        while (what.idle > 0 && std::getchar() != EOF) {
        }
        return is_good ? 0 : 1;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "bench_load: %s\n", failure.what());
        return 1;
    }
}
