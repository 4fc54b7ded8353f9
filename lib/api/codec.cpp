#include "api/codec.hpp"

namespace frameio::api {

simdjson::dom::element parse_json(std::string_view text) {
    static thread_local simdjson::dom::parser parser;
    simdjson::dom::element parsed;
    const auto failure = parser.parse(text.data(), text.size()).get(parsed);
    if (failure != simdjson::SUCCESS) {
        throw error(errc::malformed_json, std::string("not JSON: ") + simdjson::error_message(failure));
    }
    return parsed;
}

}  // namespace frameio::api
