#pragma once

/// @file
/// What a handler can say about the stored event that it is run for, beside that it has succeeded or failed. Where
/// there is no store, and in handlers of actions, these are failures like any other exception.

#include <chrono>
#include <exception>
#include <string>
#include <utility>

namespace frameio {

/// Thrown by a handler of a webhook: run the event again, in that time or soon after. Not a failure: it does not count
/// towards the runs that an event gets, and may be said as often as need be. `reason` is shown where events are listed.
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

/// Thrown by a handler of a webhook: set the event aside until a person decides about it. It is not run again by
/// itself.
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
