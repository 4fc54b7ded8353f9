#pragma once

/// @file
/// What a user has answered to a question of `context::ask`.

#include <frameio/events.hpp>

#include <utility>

namespace frameio {

/// The values of a form that a handler has asked for, by the names that it gave them; see `form_values`.
///
/// Its texts are views that are valid as long as it lives, or a copy of it does: keep the answer, not only a text of
/// it.
class form_answer final : public form_values {
public:
    form_answer(action_event submission, form_values values)
        : form_values(std::move(values)), submission_(std::move(submission)) {}

    /// The delivery that it came with. Frame.io may leave out everything but its type and its ids.
    const action_event& submission() const noexcept {
        return submission_;
    }

private:
    action_event submission_;
};

}  // namespace frameio
