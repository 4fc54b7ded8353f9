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

}  // namespace frameio
