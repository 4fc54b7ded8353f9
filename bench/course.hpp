#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <functional>
#include <limits>
#include <utility>

/// What calls cost between two moments, both in the middle of the work: neither start nor end counts.
///
/// A worker asks `goes_on` before each call and says `called` after it.
class course {
public:
    using time = std::chrono::steady_clock::time_point;

    struct length {
        std::size_t workers = 1;
        std::chrono::duration<double> warm_up{0.3};
        std::chrono::duration<double> measured{1};
        std::size_t calls = 0;  ///< to make altogether, instead of a time; 0: as many as there is time for
    };

    course(length how_long, std::function<std::uint64_t()> allocations)
        : how_long_(how_long), allocations_(std::move(allocations)), next_(now() + seconds(how_long.warm_up)) {}

    bool goes_on() {
        if (over_ || (how_long_.calls != 0 && begun_ == how_long_.calls)) {
            return false;
        }
        ++begun_;
        return true;
    }

    /// `sum` is of what was read, so that it has been read.
    void called(std::size_t sum) {
        ++calls_;
        read_ += sum;
        if (how_long_.calls == 0 && !over_ && now() >= next_) {
            proceed();
        }
    }

    /// One line of JSON.
    void report() const {
        const auto calls = static_cast<double>(to_.calls - from_.calls);
        const std::chrono::duration<double> took = to_.at - from_.at;
        std::printf(
            "{\"calls\":%.0f,\"seconds\":%.6f,\"per_second\":%.1f,\"cpu_us\":%.4f,\"allocations\":%.3f,"
            "\"read\":%.1f}\n",
            calls, took.count(), calls / took.count(), static_cast<double>(to_.cpu - from_.cpu) / 1000 / calls,
            static_cast<double>(to_.allocations - from_.allocations) / calls,
            static_cast<double>(read_) / static_cast<double>(calls_));
    }

    bool is_measured() const {
        return how_long_.calls == 0;
    }

private:
    struct moment {
        time at;
        std::uint64_t cpu = 0;  // ns, of the process
        std::uint64_t allocations = 0;
        std::size_t calls = 0;
    };

    static time now() {
        return std::chrono::steady_clock::now();
    }
    static time::duration seconds(std::chrono::duration<double> count) {
        return std::chrono::duration_cast<time::duration>(count);
    }

    moment look() const {
        timespec cpu{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &cpu);
        constexpr std::uint64_t second = 1'000'000'000;
        const auto spent = static_cast<std::uint64_t>(cpu.tv_sec) * second + static_cast<std::uint64_t>(cpu.tv_nsec);
        return {now(), spent, allocations_(), calls_};
    }

    void proceed() {
        if (measuring_) {
            to_ = look();
            over_ = true;
        } else if (calls_ >= 4 * how_long_.workers) {  // all connections are there
            measuring_ = true;
            from_ = look();
            next_ = from_.at + seconds(how_long_.measured);
        }
    }

    length how_long_;
    std::function<std::uint64_t()> allocations_;
    time next_;
    moment from_;
    moment to_;
    std::size_t begun_ = 0;
    std::size_t calls_ = 0;
    std::size_t read_ = 0;
    bool measuring_ = false;
    bool over_ = false;
};
