#pragma once

#include "store/records.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace frameio::store {

/// What the ledger knows of a key that a delivery has.
struct known_delivery {
    known_delivery() = default;

    event_id event;
    event_state state = event_state::pending;
    bool clean = false;              ///< whether its last copy was acknowledged in time
    std::optional<wall_time> began;  ///< its last run
    wall_time first_copy{};          ///< since when all copies had its signature
    wall_time last_copy{};           ///< when that was received
    wall_time leased_until{};        ///< of one that runs

    /// The ledger remembers a key for longer than the store keeps the event.
    static known_delivery forgotten(const event_id& which) noexcept {
        known_delivery made;
        made.event = which;
        made.state = event_state::done;
        made.began = wall_time::max();
        made.clean = true;
        return made;
    }
};

enum class decision : std::uint8_t {
    store,      ///< a new event
    rerun,      ///< a new event, though it looks like one that has been run
    take_over,  ///< an action that has no answer, and nobody who works on one: its next run
    merge,
    repeat
};

/// Tells a new event from a repetition. Frame.io gives its events no id and repeats what it gets no timely 2xx for, so
/// a later identical delivery is a repetition exactly when the earlier one was not cleanly acknowledged.
///
/// Frame.io waits at least 15 s before it repeats a delivery; what looks the same and comes sooner is another event, or
/// a proxy's doing.
/// Source: developer guide "Webhooks", retry behaviour.
///
/// @param exact  the earlier delivery with the same signature, if any
/// @param same   the earlier delivery with the same key of the tier, if any
decision decide(const arrival& what, wall_time now, const std::optional<known_delivery>& exact,
                const std::optional<known_delivery>& same) noexcept;

/// The order key of events that are signed alike, and have none: one is run when the other has come to its end, so that
/// each finds what the other has done.
std::string order_of_twins(const ledger_key& exact);

/// Later than that no lease ends. One that seems to was given by a clock that was ahead: nobody may be left who renews
/// it, and nobody is to wait for what that clock has said.
///
/// @param term  of the leases of whoever asks; that of others may be longer
wall_time latest_lease(std::chrono::milliseconds term, wall_time now) noexcept;

/// Which leases a claim takes for lost: those that end then or earlier, or after what is believed.
struct lost_leases {
    lost_leases(const claim_request& wanted, wall_time now) noexcept;

    wall_time by;
    wall_time latest;
};

/// How much later than now a clock may write that is as good as any: more than that is a clock that was ahead.
/// Deliveries are not taken by a clock that is wrong by more, either.
inline constexpr std::chrono::minutes clocks_differ{5};

/// From when on the run of a `rerun` has seen all that was signed like this: what else comes is merged into it until
/// then, so that there is one.
wall_time due_again(const known_delivery& exact, wall_time now) noexcept;

}  // namespace frameio::store
