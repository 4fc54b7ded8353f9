#pragma once

#include "http/request_parser.hpp"

#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/rfc7230.hpp>

namespace frameio::http {

/// Beast's parser, storing views and counting what Beast does not mind.
class request_parser::head_parser final : public boost::beast::http::basic_parser<true> {
public:
    using error_code = boost::beast::error_code;
    using string_view = boost::beast::string_view;

    head_parser(const server_limits& limits, field_list& fields) : fields_(fields) {
        header_limit(static_cast<std::uint32_t>(limits.header_bytes + 1));
        body_limit(boost::none);  // bodies are read elsewhere
        eager(false);
    }

    std::string_view method;
    std::string_view target;
    std::string_view host;
    std::string_view transfer_encoding;
    std::string_view content_length_text;
    std::string_view expect;
    unsigned hosts = 0;
    unsigned transfer_encodings = 0;
    unsigned content_lengths = 0;
    unsigned expects = 0;
    bool http11 = true;
    bool close = false;
    bool keep = false;
    bool too_many_fields = false;

private:
    void on_request_impl(boost::beast::http::verb, string_view verb, string_view where, int version,
                         error_code&) override {
        http11 = version == 11;
        method = verb;
        target = where;
    }

    void on_response_impl(int, string_view, int, error_code&) override {}

    void on_field_impl(boost::beast::http::field known, string_view name, string_view value, error_code& ec) override {
        if (fields_.full()) {
            too_many_fields = true;
            ec = boost::beast::http::error::header_limit;
            return;
        }
        fields_.add() = field{name, value};
        note(known, value);
    }

    void note(boost::beast::http::field known, string_view value) {
        switch (known) {
            case boost::beast::http::field::host:
                host = value;
                ++hosts;
                break;
            case boost::beast::http::field::transfer_encoding:
                transfer_encoding = value;
                ++transfer_encodings;
                break;
            case boost::beast::http::field::content_length:
                content_length_text = value;
                ++content_lengths;
                break;
            case boost::beast::http::field::connection:
                note_connection(value);
                break;
            case boost::beast::http::field::expect:
                expect = value;
                ++expects;
                break;
            default:
                break;
        }
    }

    void note_connection(string_view value) {
        for (const string_view option : boost::beast::http::opt_token_list(value)) {
            close = close || same_name(option, "close");
            keep = keep || same_name(option, "keep-alive");
        }
    }

    void on_header_impl(error_code&) override {}

    // Not used: the parser is left when the head is complete.
    void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
    std::size_t on_body_impl(string_view, error_code&) override {
        return 0;
    }
    void on_chunk_header_impl(std::uint64_t, string_view, error_code&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, string_view, error_code&) override {
        return 0;
    }
    void on_finish_impl(error_code&) override {}

    field_list& fields_;
};

}  // namespace frameio::http
