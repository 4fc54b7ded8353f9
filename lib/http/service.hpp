#pragma once

#include <frameio/clock.hpp>

#include "http/request_view.hpp"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>

#include <exception>
#include <memory>
#include <string_view>

namespace frameio::http {

/// What to answer. The texts are copied when the answer is written, which is at once.
struct reply {
    unsigned status = 200;
    std::string_view body;
    std::string_view content_type = "application/json";  // of the body, if there is one
    std::string_view fields;                             // more of the head, each line with its end before it
    std::string_view allow;
    std::string_view challenge;  // of a 401: RFC 9110 §15.5.2
    unsigned retry_after = 0;    // seconds
    bool close = false;
};

/// The place where a service answers one request after another; one for each worker, used from its lane only.
class delivery {
public:
    virtual ~delivery() = default;

    /// Decides by the head alone whether the body is worth reading. If not, `refusal` is the answer.
    virtual bool accepts(const request_view& head, reply& refusal) = 0;

    /// Takes a complete request. True: `answer` is the answer. False: await `run`, then ask `finish`. The request stays
    /// valid until `finish` has returned.
    virtual bool begin(const request_view& request, reply& answer) = 0;
    virtual boost::asio::awaitable<void> run() = 0;
    virtual void finish(std::exception_ptr failure, reply& answer) = 0;

    /// When the peer has stopped waiting for `run`.
    virtual clock::steady_time deadline() const = 0;

    /// That time has passed, and the peer has been told to come back: nobody waits for this answer any more.
    virtual void overdue() = 0;

    /// All answers so far have been handed to the system, or those since then could not be.
    virtual void sent(clock::steady_time now) = 0;
    virtual void lost() = 0;

    /// The server ends without waiting for `run`: nobody else is to wait for it either.
    virtual void abandon() = 0;
};

/// What a server serves.
class service {
public:
    virtual ~service() = default;

    /// `executor` is the lane that the delivery will be used on.
    virtual std::unique_ptr<delivery> make_delivery(boost::asio::any_io_executor executor) = 0;
};

}  // namespace frameio::http
