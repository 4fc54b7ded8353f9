#pragma once

#include <frameio/events.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <string_view>

namespace frameio {

/// Turns bodies into events. Keeps its parser and its buffers between calls, so that decoding one more small event does
/// not allocate beyond the event's block. One decoder serves one thread at a time.
///
/// The grammar, for both platforms: unknown keys are ignored; `null` is the same as a missing key; of a key that is
/// repeated the last counts; a known key with a value of another JSON type than the documented one is an error, and so
/// are an `account_id` and an `account.id` that differ. Of `resource` and `resources` the latter counts unless it is
/// empty.
class event_decoder {
public:
    static constexpr std::size_t default_json_depth = 1024;

    /// Bodies may be nested that deeply.
    explicit event_decoder(std::size_t deepest = default_json_depth);
    ~event_decoder();
    event_decoder(event_decoder&&) noexcept;
    event_decoder& operator=(event_decoder&&) noexcept;

    /// Decodes a body into `out`. Returns an empty text, or what is wrong with the body (a literal; `out` is then
    /// `std::monostate`).
    /// @throws std::bad_alloc
    std::string_view decode(std::string_view body, std::chrono::sys_seconds timestamp, any_event& out);

    /// Says of a submitted form what Frame.io may leave out there, and has said in the click: where, who and on what.
    static void complete(action_event& submission, const action_event& click);

    /// Reads the ids of an unverified body without allocating: bounded, top level and one level below only. Nothing for
    /// a body that is larger than `limit`, or is not an object, or hides a key of those levels behind escapes.
    ///
    /// Where `decode` accepts the body, each id that is not empty here is the one that `decode` finds.
    std::optional<event_ids> peek(std::string_view body, std::size_t limit);

private:
    struct parsers;
    std::unique_ptr<parsers> parsers_;
};

}  // namespace frameio
