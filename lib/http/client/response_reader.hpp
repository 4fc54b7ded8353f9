#pragma once

#include "http/client/client_message.hpp"
#include "http/octet_buffer.hpp"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/system/error_code.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>

namespace frameio::http {

/// Reads one response out of the octets of a connection. Interim responses (1xx) are read and forgotten.
///
/// Thread safety: none.
class response_reader {
public:
    using error_code = boost::system::error_code;

    struct limits {
        std::size_t head = 64 * 1024;
        std::size_t body = 16 * 1024 * 1024;  ///< of one that is collected
    };

    /// `without_body`: the response has none whatever it says, as to HEAD. `to` may be null. All outlive this.
    response_reader(const limits& allowed, bool without_body, client_response& response, body_sink* to);

    /// Takes from `received` what belongs to the response. Nothing went wrong: see `done`. Otherwise
    /// `malformed_response` or `response_too_large`; or what the sink throws.
    error_code read(octet_buffer& received);

    /// The connection has ended, properly. Nothing if that was the response's end; otherwise `truncated_response`.
    error_code end();

    bool done() const noexcept {
        return done_;
    }
    /// Whether any octet of a final or interim response has come.
    bool begun() const noexcept {
        return begun_;
    }
    /// Whether the connection can be used again, as far as the response says. When it is done.
    bool keeps_alive() const {
        return parser_->keep_alive();
    }

private:
    class parser final : public boost::beast::http::basic_parser<false> {
    public:
        using string_view = boost::beast::string_view;
        using error_code = boost::beast::error_code;

        explicit parser(response_reader& owner) : owner_(owner) {}

    private:
        void on_request_impl(boost::beast::http::verb, string_view, string_view, int, error_code&) override {}
        void on_response_impl(int status, string_view reason, int version, error_code& failure) override;
        void on_field_impl(boost::beast::http::field known, string_view name, string_view value,
                           error_code& failure) override;
        void on_header_impl(error_code& failure) override;
        void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
        std::size_t on_body_impl(string_view octets, error_code& failure) override;
        void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
        std::size_t on_chunk_body_impl(std::uint64_t left, string_view octets, error_code& failure) override;
        void on_finish_impl(error_code&) override {}

        response_reader& owner_;
    };

    void expect_response();
    bool is_interim() const noexcept {
        return response_.status < 200;
    }
    void take(std::string_view octets, boost::beast::error_code& failure);

    const limits allowed_;
    const bool without_body_;
    client_response& response_;
    body_sink* to_;
    std::optional<parser> parser_;
    std::size_t head_octets_ = 0;
    unsigned interim_ = 0;
    int version_ = 11;
    bool head_done_ = false;
    bool begun_ = false;
    bool done_ = false;
};

}  // namespace frameio::http
