#pragma once

#include "install/blueprint.hpp"
#include "install/record.hpp"
#include "install/registrations.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace frameio::install {

enum class subject : std::uint8_t { webhook, action };

/// Something of ours on the platform whose secret nobody knows: an attempt that was cut off has left it.
struct orphan {
    orphan(subject kind, std::string which, std::string called)
        : of(kind), id(std::move(which)), name(std::move(called)) {}

    subject of;
    std::string id;
    std::string name;
};

/// Something that we have installed, and know the secret of.
template <class T>
struct installed_item {
    explicit installed_item(T what, std::string event = {}) : known_as(std::move(event)), is(std::move(what)) {}

    std::string known_as;  ///< the event that we have given an action
    T is;                  ///< as it is now
    bool is_missing = false;
    bool is_disabled = false;
};

/// What there is of an installation.
struct survey {
    survey() = default;
    /// As we have left it.
    explicit survey(const record& known);
    /// As the platform has it. Ours is what we know by its id, or what posts to a URL of ours and has a name (of a
    /// webhook) or event (of an action) of ours: one that we have, want, or meant to create.
    survey(const record& known, const blueprint& wanted, const registrations& there);

    std::optional<installed_item<installed_webhook>> webhook;
    std::vector<installed_item<installed_action>> actions;
    std::vector<orphan> orphans;
};

}  // namespace frameio::install
