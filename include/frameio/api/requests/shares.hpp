// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is sent: shares.

#include <frameio/api/models/shares.hpp>
#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// What is sent as new share.
class new_share {
public:
    /// @param name Share Name (must include at least one non-whitespace character and no line breaks).
    new_share(std::string name, share_access access) : name_(std::move(name)), access_(std::move(access)) {}

    /// Asset IDs (File, folder, and/or version stack IDs).
    new_share& asset_ids(std::vector<std::string> value) {
        asset_ids_.set(std::move(value));
        return *this;
    }
    /// Adds one.
    new_share& asset_id(std::string value) {
        if (!asset_ids_.value()) {
            asset_ids_.set({});
        }
        asset_ids_.value()->push_back(std::move(value));
        return *this;
    }

    /// Share description - NOTE: Requires feature custom_branded_shares.
    new_share& description(std::string value) {
        description_.set(std::move(value));
        return *this;
    }
    /// Sends null.
    new_share& clear_description() {
        description_.set_null();
        return *this;
    }

    /// Whether downloading is enabled on the share.
    new_share& downloading_enabled(bool value) {
        downloading_enabled_.set(value);
        return *this;
    }

    /// Expiration timestamp.
    new_share& expiration(timestamp value) {
        expiration_.set(std::move(value));
        return *this;
    }
    /// Sends null.
    new_share& clear_expiration() {
        expiration_.set_null();
        return *this;
    }

    /// Passphrase to access share, if passphrase is required and not given it will be generated.
    new_share& passphrase(std::string value) {
        passphrase_.set(std::move(value));
        return *this;
    }
    /// Sends null.
    new_share& clear_passphrase() {
        passphrase_.set_null();
        return *this;
    }

private:
    friend struct members_of<new_share>;

    std::string name_;
    share_access access_;
    settable<std::vector<std::string>> asset_ids_;
    settable<std::string> description_;
    settable<bool> downloading_enabled_;
    settable<timestamp> expiration_;
    settable<std::string> passphrase_;
};

/// What is sent as share reviewers.
class share_reviewers {
public:
    share_reviewers() {}  // not defaulted: it must not be an aggregate

    /// List of Adobe user IDs to be removed.
    share_reviewers& adobe_user_ids(std::vector<std::string> value) {
        adobe_user_ids_.set(std::move(value));
        return *this;
    }
    /// Adds one.
    share_reviewers& adobe_user_id(std::string value) {
        if (!adobe_user_ids_.value()) {
            adobe_user_ids_.set({});
        }
        adobe_user_ids_.value()->push_back(std::move(value));
        return *this;
    }

    /// Email Addresses.
    share_reviewers& emails(std::vector<std::string> value) {
        emails_.set(std::move(value));
        return *this;
    }
    /// Adds one.
    share_reviewers& email(std::string value) {
        if (!emails_.value()) {
            emails_.set({});
        }
        emails_.value()->push_back(std::move(value));
        return *this;
    }

    /// User IDs.
    share_reviewers& user_ids(std::vector<std::string> value) {
        user_ids_.set(std::move(value));
        return *this;
    }
    /// Adds one.
    share_reviewers& user_id(std::string value) {
        if (!user_ids_.value()) {
            user_ids_.set({});
        }
        user_ids_.value()->push_back(std::move(value));
        return *this;
    }

private:
    friend struct members_of<share_reviewers>;

    settable<std::vector<std::string>> adobe_user_ids_;
    settable<std::vector<std::string>> emails_;
    settable<std::vector<std::string>> user_ids_;
};

/// Add reviewers to a share.
class reviewer_invitation {
public:
    /// @param message Message for notification content.
    reviewer_invitation(std::string message, share_reviewers reviewers)
        : message_(std::move(message)), reviewers_(std::move(reviewers)) {}

private:
    friend struct members_of<reviewer_invitation>;

    std::string message_;
    share_reviewers reviewers_;
};

/// Remove reviewers from a secure share.
class reviewer_removal {
public:
    explicit reviewer_removal(share_reviewers reviewers) : reviewers_(std::move(reviewers)) {}

private:
    friend struct members_of<reviewer_removal>;

    share_reviewers reviewers_;
};

/// Add asset to share parameters.
class share_asset {
public:
    /// @param asset_id ID for asset to be added.
    explicit share_asset(std::string asset_id) : asset_id_(std::move(asset_id)) {}

private:
    friend struct members_of<share_asset>;

    std::string asset_id_;
};

/// Share update parameters.
class share_changes {
public:
    share_changes() {}  // not defaulted: it must not be an aggregate

    /// Share Name (must include at least one non-whitespace character and no line breaks).
    share_changes& name(std::string value) {
        name_.set(std::move(value));
        return *this;
    }
    /// Sends null.
    share_changes& clear_name() {
        name_.set_null();
        return *this;
    }

    share_changes& access(share_access value) {
        access_.set(std::move(value));
        return *this;
    }

    /// Share description - NOTE: Requires feature custom_branded_shares.
    share_changes& description(std::string value) {
        description_.set(std::move(value));
        return *this;
    }
    /// Sends null.
    share_changes& clear_description() {
        description_.set_null();
        return *this;
    }

    /// Whether downloading is enabled on the share.
    share_changes& downloading_enabled(bool value) {
        downloading_enabled_.set(value);
        return *this;
    }

    /// Expiration timestamp.
    share_changes& expiration(timestamp value) {
        expiration_.set(std::move(value));
        return *this;
    }
    /// Sends null.
    share_changes& clear_expiration() {
        expiration_.set_null();
        return *this;
    }

    /// Passphrase to access share, if passphrase is required and not given it will be generated.
    share_changes& passphrase(std::string value) {
        passphrase_.set(std::move(value));
        return *this;
    }
    /// Sends null.
    share_changes& clear_passphrase() {
        passphrase_.set_null();
        return *this;
    }

private:
    friend struct members_of<share_changes>;

    settable<std::string> name_;
    settable<share_access> access_;
    settable<std::string> description_;
    settable<bool> downloading_enabled_;
    settable<timestamp> expiration_;
    settable<std::string> passphrase_;
};

}  // namespace frameio::api
