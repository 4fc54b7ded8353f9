#pragma once

#include <frameio/clock.hpp>

#include "auth/key_ring.hpp"
#include "auth/tenant_cache.hpp"
#include "install/record.hpp"
#include "store/engine.hpp"

#include <memory>

namespace frameio::install {

/// What deliveries and handlers need to know of it.
auth::tenant_facts facts_of(const record& what);

/// Keeps that of a store's installations at hand. The clock outlives it.
std::shared_ptr<auth::tenant_cache> tenants_of(std::shared_ptr<store::engine> store,
                                               std::shared_ptr<const auth::key_ring> keys, clock& time);

}  // namespace frameio::install
