#include "http/client/transport_error.hpp"

namespace frameio::http {
namespace {

const char* text_of(transport_errc code) noexcept {
    switch (code) {
        case transport_errc::resolve_failed:
            return "host not found";
        case transport_errc::connect_failed:
            return "cannot connect";
        case transport_errc::proxy_refused:
            return "refused by the proxy";
        case transport_errc::tls_failed:
            return "no TLS";
        case transport_errc::certificate_refused:
            return "certificate refused";
        case transport_errc::timed_out:
            return "timed out";
        case transport_errc::connection_lost:
            return "connection lost";
        case transport_errc::malformed_response:
            return "malformed response";
        case transport_errc::truncated_response:
            return "truncated response";
        case transport_errc::response_too_large:
            return "response too large";
        case transport_errc::body_ended_early:
            return "request body ended early";
    }
    return "unknown error";
}

// A category is never destroyed through its base, which is why Boost's has no virtual destructor.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"

class category final : public boost::system::error_category {
public:
    // The number makes two copies of this category equal, one in a program and one in a shared library.
    constexpr category() noexcept : error_category(0x66726d696f747270) {}

    const char* name() const noexcept override {
        return "frameio.transport";
    }
    std::string message(int value) const override {
        return text_of(static_cast<transport_errc>(value));
    }
    const char* message(int value, char*, std::size_t) const noexcept override {
        return text_of(static_cast<transport_errc>(value));
    }
    boost::system::error_condition default_error_condition(int value) const noexcept override {
        if (static_cast<transport_errc>(value) == transport_errc::timed_out) {
            return make_error_condition(boost::system::errc::timed_out);
        }
        return {value, *this};
    }
};

#pragma GCC diagnostic pop

}  // namespace

const boost::system::error_category& transport_category() noexcept {
    static constexpr category only;
    return only;
}

boost::system::error_code make_error_code(transport_errc code) noexcept {
    return {static_cast<int>(code), transport_category()};
}

const char* to_string(call_phase phase) noexcept {
    switch (phase) {
        case call_phase::queue:
            return "queue";
        case call_phase::resolve:
            return "resolve";
        case call_phase::connect:
            return "connect";
        case call_phase::proxy:
            return "proxy";
        case call_phase::tls:
            return "tls";
        case call_phase::send:
            return "send";
        case call_phase::receive:
            return "receive";
    }
    return "unknown";
}

transport_error::transport_error(transport_errc code, call_phase phase, bool sent, const std::string& what)
    : system_error(make_error_code(code)), text_(what), phase_(phase), sent_(sent) {}

const char* transport_error::what() const noexcept {
    return text_.what();
}

}  // namespace frameio::http
