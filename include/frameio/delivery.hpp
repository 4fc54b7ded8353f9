#pragma once

/// @file
/// What a handler can say about the event that it is run for, beside that it has succeeded or failed. For webhooks
/// where there is no store, these are failures like any other exception.

#include <chrono>
#include <exception>
#include <string>
#include <utility>

namespace frameio {

/// Thrown by a handler: run the event again, in that time or soon after. Not a failure: it does not count towards the
/// runs that an event gets, and may be said as often as need be. `reason` is shown where events are listed. The user of
/// an action reads that it is still at work (`action::still_working`), and no more of it.
class retry_later : public std::exception {
public:
    explicit retry_later(std::chrono::milliseconds pause, std::string reason = "the handler asked for it")
        : pause_(pause), reason_(std::move(reason)) {}

    std::chrono::milliseconds pause() const noexcept {
        return pause_;
    }
    const char* what() const noexcept override {
        return reason_.c_str();
    }

private:
    std::chrono::milliseconds pause_;
    std::string reason_;
};

/// Thrown by a handler: set the event aside until a person decides about it. It is not run again by itself. An action
/// is answered with 500, as by any failure, and run again if Frame.io repeats it.
class park : public std::exception {
public:
    explicit park(std::string reason) : reason_(std::move(reason)) {}

    const char* what() const noexcept override {
        return reason_.c_str();
    }

private:
    std::string reason_;
};

}  // namespace frameio
