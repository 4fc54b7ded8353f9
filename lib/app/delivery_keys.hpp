#pragma once

#include <frameio/events.hpp>

#include "app/ledger.hpp"

#include <string_view>

namespace frameio {

/// By what deliveries are known again.

/// Of a signature that has been verified: half of its digits, 128 bits that nobody without the secret can choose.
delivery_key signature_key(std::string_view signature) noexcept;

/// Of a webhook's body, whatever it was signed with.
delivery_key body_key(std::string_view body);

/// Of a click or a submitted form: its ids, who did it, and the values in the form. The interaction has an id.
delivery_key interaction_key(const action_event& event);

}  // namespace frameio
