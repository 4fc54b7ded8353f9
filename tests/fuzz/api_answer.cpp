// The input is the body of an answer of the API; its first octet says as what it is read. Whatever was read can be
// written, and that reads as the same.
#include "api/codec.hpp"
#include "api/generated/models/assets.hpp"
#include "api/generated/models/comments.hpp"
#include "api/generated/models/errors.hpp"
#include "api/generated/models/metadata_fields.hpp"
#include "api/generated/models/search.hpp"
#include "api/generated/models/webhooks.hpp"
#include "api/generated/requests/comments.hpp"
#include "api/generated/requests/metadata_fields.hpp"
#include "api/retry.hpp"
#include "require.hpp"

#include <chrono>
#include <string>
#include <string_view>

namespace {

namespace api = frameio::api;

template <class T>
void check(const std::string& input) {
    std::string text;
    try {
        text = api::to_json(api::from_json<T>(input));
    } catch (const frameio::error& thrown) {
        require(thrown.code() == frameio::errc::malformed_json, "only what is not JSON is refused");
        return;
    }
    // Which of several types a field's configuration has is read where it stands: if what decides it is repeated, the
    // last one counts for the field, but came too late for that.
    constexpr std::string_view kind = "\"field_type\"";
    if (input.find(kind) == input.rfind(kind)) {
        require(api::to_json(api::from_json<T>(text)) == text, "what was written reads as the same");
    }
}

void check_time(std::string_view input) {
    const api::timestamp read{std::string(input)};
    if (read.has_time()) {
        const api::timestamp again(read.time());
        require(again.has_time() && again.time() == read.time(), "a time survives its text");
    }
    const auto asked = api::parse_retry_after(input, frameio::clock::wall_time(std::chrono::seconds(1'700'000'000)));
    require(!asked || asked->count() >= 0, "nobody is asked to wait for the past");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* octets, std::size_t size) {
    if (size == 0) {
        return 0;
    }
    const std::string input(text_of(octets + 1, size - 1));
    switch (octets[0] % 10) {
        case 0:
            check<api::file>(input);
            break;
        case 1:
            check<api::comment>(input);
            break;
        case 2:
            check<api::asset>(input);
            break;
        case 3:
            check<api::search_result>(input);
            break;
        case 4:
            check<api::field_definition>(input);
            break;
        case 5:
            check<api::error_list>(input);
            break;
        case 6:
            check<api::webhook>(input);
            break;
        case 7:
            check<api::new_comment>(input);
            break;
        case 8:
            check<api::new_field_definition>(input);
            break;
        default:
            check_time(input);
    }
    return 0;
}
