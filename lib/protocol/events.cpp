#include <frameio/error.hpp>
#include <frameio/events.hpp>

#include "protocol/event_decoder.hpp"

namespace frameio {

namespace {

[[noreturn]] void throw_malformed(std::string_view reason) {
    throw error(errc::malformed_event, "malformed event: " + std::string(reason));
}

}  // namespace

any_event decode_event(std::string_view body) {
    static thread_local event_decoder decoder;
    any_event decoded;
    if (const auto reason = decoder.decode(body, std::chrono::sys_seconds(), decoded); !reason.empty()) {
        throw_malformed(reason);
    }
    return decoded;
}

webhook_event decode_webhook(std::string_view body) {
    any_event decoded = decode_event(body);
    if (auto* const webhook = std::get_if<webhook_event>(&decoded)) {
        return std::move(*webhook);
    }
    throw_malformed("it is a custom action, and a webhook was expected");
}

action_event decode_action(std::string_view body) {
    any_event decoded = decode_event(body);
    if (auto* const action = std::get_if<action_event>(&decoded)) {
        return std::move(*action);
    }
    throw_malformed("it is a webhook, and a custom action was expected");
}

}  // namespace frameio
