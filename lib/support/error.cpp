#include <frameio/error.hpp>

#include <utility>

namespace frameio {

namespace {

const char* text_of(errc code) noexcept {
    switch (code) {
        case errc::malformed_event:
            return "malformed event";
        case errc::missing_form_value:
            return "missing form value";
        case errc::wrong_form_value:
            return "form value of another type";
        case errc::invalid_response:
            return "invalid response";
        case errc::invalid_secret:
            return "invalid signing secret";
        case errc::invalid_configuration:
            return "invalid configuration";
        case errc::malformed_json:
            return "malformed JSON";
        case errc::malformed_time:
            return "malformed time";
        case errc::invalid_argument:
            return "invalid argument";
        case errc::store_failed:
            return "store failed";
        case errc::run_ended:
            return "run ended";
        case errc::in_doubt:
            return "in doubt";
        case errc::nobody_to_ask:
            return "nobody to ask";
        case errc::no_entropy:
            return "no random numbers";
        case errc::no_key:
            return "no encryption key";
        case errc::tampered:
            return "tampered with";
        case errc::not_installed:
            return "not installed";
        case errc::wrong_config_value:
            return "config value of another type";
    }
    return "unknown error";
}

// A category is never destroyed through its base, which is why Boost's has no virtual destructor.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wnon-virtual-dtor"

class category final : public boost::system::error_category {
public:
    // The number makes two copies of this category equal, one in a program and one in a shared library.
    constexpr category() noexcept : error_category(0x66726d696f637070) {}

    const char* name() const noexcept override {
        return "frameio";
    }
    std::string message(int value) const override {
        return text_of(static_cast<errc>(value));
    }
    const char* message(int value, char*, std::size_t) const noexcept override {
        return text_of(static_cast<errc>(value));
    }
};

#pragma GCC diagnostic pop

std::string report(const std::vector<std::string>& problems) {
    std::string text = std::to_string(problems.size());
    text += problems.size() == 1 ? " problem with the configuration:" : " problems with the configuration:";
    for (const std::string& problem : problems) {
        text += '\n';
        text += problem;
    }
    return text;
}

}  // namespace

const boost::system::error_category& frameio_category() noexcept {
    static constexpr category only;
    return only;
}

boost::system::error_code make_error_code(errc code) noexcept {
    return {static_cast<int>(code), frameio_category()};
}

error::error(errc code, const std::string& what) : system_error(make_error_code(code)), text_(what) {}

error::error(boost::system::error_code code, const std::string& what) : system_error(code), text_(what) {}

const char* error::what() const noexcept {
    return text_.what();
}

configuration_error::configuration_error(std::vector<std::string> problems)
    : error(errc::invalid_configuration, report(problems)), problems_(std::move(problems)) {}

}  // namespace frameio
