#include <frameio/api/error.hpp>

#include <utility>

namespace frameio::api {
namespace {

const char* text_of(errc code) noexcept {
    switch (code) {
        case errc::bad_request:
            return "bad request";
        case errc::unauthorized:
            return "unauthorized";
        case errc::forbidden:
            return "forbidden";
        case errc::not_found:
            return "not found";
        case errc::conflict:
            return "conflict";
        case errc::unprocessable:
            return "unprocessable";
        case errc::rate_limited:
            return "rate limited";
        case errc::client_error:
            return "client error";
        case errc::server_error:
            return "server error";
        case errc::unexpected_answer:
            return "unexpected answer";
        case errc::unreachable:
            return "unreachable";
        case errc::no_answer:
            return "no answer";
        case errc::timed_out:
            return "timed out";
        case errc::circuit_open:
            return "circuit open";
        case errc::deadline:
            return "deadline passed";
        case errc::no_token:
            return "no token";
        case errc::no_token_yet:
            return "no token yet";
        case errc::page_loop:
            return "pages in a circle";
        case errc::upload_failed:
            return "upload failed";
    }
    return "unknown error";
}

bool is_retryable(errc code) noexcept {
    switch (code) {
        case errc::rate_limited:
        case errc::server_error:
        case errc::unreachable:
        case errc::no_answer:
        case errc::timed_out:
        case errc::circuit_open:
        case errc::deadline:
        case errc::no_token_yet:
            return true;
        default:
            return false;
    }
}

bool holds(errc code, condition asked) noexcept {
    switch (asked) {
        case condition::retryable:
            return is_retryable(code);
        case condition::timeout:
            return code == errc::timed_out || code == errc::deadline;
        case condition::rejected:
            return code <= errc::client_error && code != errc::rate_limited;
    }
    return false;
}

// A category is never destroyed through its base, which is why Boost's has no virtual destructor.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"

class category final : public boost::system::error_category {
public:
    // The number makes two copies of this category equal, one in a program and one in a shared library.
    constexpr category() noexcept : error_category(0x66726d696f617069) {}

    const char* name() const noexcept override {
        return "frameio.api";
    }
    std::string message(int value) const override {
        return text_of(static_cast<errc>(value));
    }
    const char* message(int value, char*, std::size_t) const noexcept override {
        return text_of(static_cast<errc>(value));
    }
};

class condition_category final : public boost::system::error_category {
public:
    constexpr condition_category() noexcept : error_category(0x66726d696f617063) {}

    const char* name() const noexcept override {
        return "frameio.api.condition";
    }
    std::string message(int value) const override {
        switch (static_cast<condition>(value)) {
            case condition::retryable:
                return "may succeed later";
            case condition::timeout:
                return "time was up";
            case condition::rejected:
                return "rejected by the platform";
        }
        return "unknown condition";
    }
    bool equivalent(const boost::system::error_code& code, int asked) const noexcept override {
        return code.category() == api_category() &&
               holds(static_cast<errc>(code.value()), static_cast<condition>(asked));
    }
};

#pragma GCC diagnostic pop

const boost::system::error_category& conditions() noexcept {
    static constexpr condition_category only;
    return only;
}

}  // namespace

const boost::system::error_category& api_category() noexcept {
    static constexpr category only;
    return only;
}

boost::system::error_code make_error_code(errc code) noexcept {
    return {static_cast<int>(code), api_category()};
}

boost::system::error_condition make_error_condition(condition value) noexcept {
    return {static_cast<int>(value), conditions()};
}

api_error::api_error(errc code, const std::string& what, facts known)
    : error(make_error_code(code), what), facts_(std::make_shared<const facts>(std::move(known))) {}

}  // namespace frameio::api
