// Made by lib/api/generate.py from Frame.io's OpenAPI. Do not change it by hand.
#pragma once

/// @file
/// What is answered: accounts.

#include <frameio/api/models/assets.hpp>
#include <frameio/api/models/users.hpp>
#include <frameio/api/values.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace frameio::api {

/// Account details.
struct account {
    /// Account ID.
    std::string id;
    /// Created Timestamp.
    timestamp created_at;
    /// Account Name.
    std::string display_name;
    /// Account User Roles.
    std::vector<account_role> roles;
    /// The number of bytes of non-archived storage in the account. Value is nil when there is no limit.
    std::optional<std::int64_t> storage_limit;
    /// The number of bytes of non-archived storage the account is using.
    std::int64_t storage_usage = 0;
    /// Update timestamp.
    timestamp updated_at;
    /// Adobe IMS Organization ID associated with the account, when available.
    std::optional<std::string> adobe_id;
    /// The account image url.
    std::optional<std::string> image;
    /// Migration timestamp.
    std::optional<timestamp> v4_migrated_at;
};

class audit_event : public open_enum<audit_event> {
public:
    using open_enum::open_enum;

    static constexpr known access_request_approved{"access_request_approved"};
    static constexpr known access_request_denied{"access_request_denied"};
    static constexpr known access_request_submitted{"access_request_submitted"};
    static constexpr known account_aup_migration_created{"account_aup_migration_created"};
    static constexpr known account_aup_migration_deleted{"account_aup_migration_deleted"};
    static constexpr known account_aup_migration_downgrade_completed{"account_aup_migration_downgrade_completed"};
    static constexpr known account_aup_migration_downgrade_failed{"account_aup_migration_downgrade_failed"};
    static constexpr known account_aup_migration_downgrade_requested{"account_aup_migration_downgrade_requested"};
    static constexpr known account_aup_migration_product_migrated{"account_aup_migration_product_migrated"};
    static constexpr known account_aup_migration_started{"account_aup_migration_started"};
    static constexpr known account_aup_migration_updated{"account_aup_migration_updated"};
    static constexpr known account_aup_user_migration_completed{"account_aup_user_migration_completed"};
    static constexpr known account_aup_user_migration_created{"account_aup_user_migration_created"};
    static constexpr known account_aup_user_migration_deleted{"account_aup_user_migration_deleted"};
    static constexpr known account_aup_user_migration_failed{"account_aup_user_migration_failed"};
    static constexpr known account_aup_user_migration_on_hold{"account_aup_user_migration_on_hold"};
    static constexpr known account_aup_user_migration_started{"account_aup_user_migration_started"};
    static constexpr known account_aup_user_migration_unheld{"account_aup_user_migration_unheld"};
    static constexpr known account_aup_user_migration_updated{"account_aup_user_migration_updated"};
    static constexpr known account_delinquent{"account_delinquent"};
    static constexpr known account_field_created{"account_field_created"};
    static constexpr known account_field_deleted{"account_field_deleted"};
    static constexpr known account_field_updated{"account_field_updated"};
    static constexpr known account_fio_version_migrated{"account_fio_version_migrated"};
    static constexpr known account_locked{"account_locked"};
    static constexpr known account_member_created{"account_member_created"};
    static constexpr known account_member_deleted{"account_member_deleted"};
    static constexpr known account_member_updated{"account_member_updated"};
    static constexpr known account_mfa_enforced{"account_mfa_enforced"};
    static constexpr known account_ownership_transferred{"account_ownership_transferred"};
    static constexpr known account_permissions_granted_to_user{"account_permissions_granted_to_user"};
    static constexpr known account_restored{"account_restored"};
    static constexpr known account_updated{"account_updated"};
    static constexpr known account_user_deleted{"account_user_deleted"};
    static constexpr known account_user_group_created{"account_user_group_created"};
    static constexpr known account_user_group_deleted{"account_user_group_deleted"};
    static constexpr known account_user_group_members_added{"account_user_group_members_added"};
    static constexpr known account_user_group_members_removed{"account_user_group_members_removed"};
    static constexpr known account_user_group_sync_triggered{"account_user_group_sync_triggered"};
    static constexpr known account_user_group_updated{"account_user_group_updated"};
    static constexpr known account_user_updated{"account_user_updated"};
    static constexpr known action_created{"action_created"};
    static constexpr known action_deleted{"action_deleted"};
    static constexpr known action_updated{"action_updated"};
    static constexpr known admin_update_to_v4{"admin_update_to_v4"};
    static constexpr known allowed_domain_created{"allowed_domain_created"};
    static constexpr known allowed_domain_deleted{"allowed_domain_deleted"};
    static constexpr known anonymous_user_created{"anonymous_user_created"};
    static constexpr known asset_assignee_changed{"asset_assignee_changed"};
    static constexpr known asset_copied{"asset_copied"};
    static constexpr known asset_created{"asset_created"};
    static constexpr known asset_deleted{"asset_deleted"};
    static constexpr known asset_metadata_created{"asset_metadata_created"};
    static constexpr known asset_moved{"asset_moved"};
    static constexpr known asset_restored{"asset_restored"};
    static constexpr known asset_status_changed{"asset_status_changed"};
    static constexpr known asset_updated{"asset_updated"};
    static constexpr known asset_versioned{"asset_versioned"};
    static constexpr known assets_unversioned{"assets_unversioned"};
    static constexpr known bulk_account_deletion_started{"bulk_account_deletion_started"};
    static constexpr known bulk_assets_deleted{"bulk_assets_deleted"};
    static constexpr known bulk_assets_restored{"bulk_assets_restored"};
    static constexpr known bulk_assets_retranscoded{"bulk_assets_retranscoded"};
    static constexpr known bulk_emails_updated{"bulk_emails_updated"};
    static constexpr known bulk_projects_activated{"bulk_projects_activated"};
    static constexpr known bulk_projects_deactivated{"bulk_projects_deactivated"};
    static constexpr known bulk_projects_mounted_storage_status_updated{"bulk_projects_mounted_storage_status_updated"};
    static constexpr known bulk_users_removed{"bulk_users_removed"};
    static constexpr known collaborator_added{"collaborator_added"};
    static constexpr known collaborator_deleted{"collaborator_deleted"};
    static constexpr known collection_updated{"collection_updated"};
    static constexpr known comment_completed{"comment_completed"};
    static constexpr known comment_created{"comment_created"};
    static constexpr known comment_deleted{"comment_deleted"};
    static constexpr known comment_liked{"comment_liked"};
    static constexpr known comment_uncompleted{"comment_uncompleted"};
    static constexpr known comment_updated{"comment_updated"};
    static constexpr known controlled_domain_created{"controlled_domain_created"};
    static constexpr known controlled_domain_updated{"controlled_domain_updated"};
    static constexpr known email_address_change_failure{"email_address_change_failure"};
    static constexpr known email_address_changed{"email_address_changed"};
    static constexpr known email_change_confirmation_requested{"email_change_confirmation_requested"};
    static constexpr known email_confirmed{"email_confirmed"};
    static constexpr known file_uploaded{"file_uploaded"};
    static constexpr known google_auth_disabled{"google_auth_disabled"};
    static constexpr known google_auth_enabled{"google_auth_enabled"};
    static constexpr known high_risk_sign_up{"high_risk_sign_up"};
    static constexpr known join_presentation_request_approved{"join_presentation_request_approved"};
    static constexpr known join_project_request_approved{"join_project_request_approved"};
    static constexpr known join_request_accepted{"join_request_accepted"};
    static constexpr known join_request_created{"join_request_created"};
    static constexpr known join_request_declined{"join_request_declined"};
    static constexpr known join_request_deleted{"join_request_deleted"};
    static constexpr known join_request_reset{"join_request_reset"};
    static constexpr known join_review_link_request_approved{"join_review_link_request_approved"};
    static constexpr known join_team_request_approved{"join_team_request_approved"};
    static constexpr known label_updated{"label_updated"};
    static constexpr known labs_experiment_enrolled{"labs_experiment_enrolled"};
    static constexpr known labs_experiment_unenrolled{"labs_experiment_unenrolled"};
    static constexpr known labs_terms_accepted{"labs_terms_accepted"};
    static constexpr known login_factor_created{"login_factor_created"};
    static constexpr known login_factor_validated{"login_factor_validated"};
    static constexpr known media_created{"media_created"};
    static constexpr known media_deleted{"media_deleted"};
    static constexpr known metadata_value_updated{"metadata_value_updated"};
    static constexpr known new_device_login{"new_device_login"};
    static constexpr known new_user_email_confirmation_requested{"new_user_email_confirmation_requested"};
    static constexpr known oauth_app_created{"oauth_app_created"};
    static constexpr known oauth_app_deleted{"oauth_app_deleted"};
    static constexpr known oauth_app_disabled{"oauth_app_disabled"};
    static constexpr known oauth_app_enabled{"oauth_app_enabled"};
    static constexpr known oauth_app_updated{"oauth_app_updated"};
    static constexpr known password_changed{"password_changed"};
    static constexpr known password_reset_requested{"password_reset_requested"};
    static constexpr known pending_account_member_created{"pending_account_member_created"};
    static constexpr known pending_account_member_deleted{"pending_account_member_deleted"};
    static constexpr known pending_collaborator_created{"pending_collaborator_created"};
    static constexpr known pending_collaborator_deleted{"pending_collaborator_deleted"};
    static constexpr known pending_reviewer_created{"pending_reviewer_created"};
    static constexpr known pending_reviewer_deleted{"pending_reviewer_deleted"};
    static constexpr known pending_team_member_created{"pending_team_member_created"};
    static constexpr known pending_team_member_deleted{"pending_team_member_deleted"};
    static constexpr known plan_created{"plan_created"};
    static constexpr known plan_deleted{"plan_deleted"};
    static constexpr known plan_updated{"plan_updated"};
    static constexpr known preference_updated{"preference_updated"};
    static constexpr known presentation_created{"presentation_created"};
    static constexpr known presentation_deleted{"presentation_deleted"};
    static constexpr known presentation_updated{"presentation_updated"};
    static constexpr known project_activated{"project_activated"};
    static constexpr known project_archive_completed{"project_archive_completed"};
    static constexpr known project_archived{"project_archived"};
    static constexpr known project_created{"project_created"};
    static constexpr known project_deactivated{"project_deactivated"};
    static constexpr known project_deleted{"project_deleted"};
    static constexpr known project_field_created{"project_field_created"};
    static constexpr known project_field_deleted{"project_field_deleted"};
    static constexpr known project_field_updated{"project_field_updated"};
    static constexpr known project_invite_link_created{"project_invite_link_created"};
    static constexpr known project_invite_link_revoked{"project_invite_link_revoked"};
    static constexpr known project_moved{"project_moved"};
    static constexpr known project_permissions_granted_to_account_user_group{
        "project_permissions_granted_to_account_user_group"};
    static constexpr known project_permissions_granted_to_user{"project_permissions_granted_to_user"};
    static constexpr known project_restored{"project_restored"};
    static constexpr known project_unarchive_completed{"project_unarchive_completed"};
    static constexpr known project_unarchived{"project_unarchived"};
    static constexpr known project_updated{"project_updated"};
    static constexpr known push_tokens_added{"push_tokens_added"};
    static constexpr known push_tokens_deleted{"push_tokens_deleted"};
    static constexpr known resource_control_policies_updated{"resource_control_policies_updated"};
    static constexpr known resource_invite_sent{"resource_invite_sent"};
    static constexpr known review_link_assets_added{"review_link_assets_added"};
    static constexpr known review_link_assets_deleted{"review_link_assets_deleted"};
    static constexpr known review_link_created{"review_link_created"};
    static constexpr known review_link_deleted{"review_link_deleted"};
    static constexpr known review_link_emailed{"review_link_emailed"};
    static constexpr known review_link_updated{"review_link_updated"};
    static constexpr known reviewer_created{"reviewer_created"};
    static constexpr known reviewer_deleted{"reviewer_deleted"};
    static constexpr known role_added{"role_added"};
    static constexpr known role_removed{"role_removed"};
    static constexpr known sbwm_template_created{"sbwm_template_created"};
    static constexpr known sbwm_template_deleted{"sbwm_template_deleted"};
    static constexpr known sbwm_template_updated{"sbwm_template_updated"};
    static constexpr known session_refreshed{"session_refreshed"};
    static constexpr known session_revoked{"session_revoked"};
    static constexpr known share_activity_tracking_consent_changed{"share_activity_tracking_consent_changed"};
    static constexpr known share_branding_preset_updated{"share_branding_preset_updated"};
    static constexpr known share_created{"share_created"};
    static constexpr known share_deleted{"share_deleted"};
    static constexpr known share_invites_sent{"share_invites_sent"};
    static constexpr known share_list_created{"share_list_created"};
    static constexpr known share_list_deleted{"share_list_deleted"};
    static constexpr known share_list_updated{"share_list_updated"};
    static constexpr known share_reviewers_added{"share_reviewers_added"};
    static constexpr known share_reviewers_removed{"share_reviewers_removed"};
    static constexpr known share_updated{"share_updated"};
    static constexpr known share_viewed{"share_viewed"};
    static constexpr known subscription_cancelled{"subscription_cancelled"};
    static constexpr known subscription_card_updated{"subscription_card_updated"};
    static constexpr known subscription_created{"subscription_created"};
    static constexpr known subscription_line_item_created{"subscription_line_item_created"};
    static constexpr known subscription_line_item_deleted{"subscription_line_item_deleted"};
    static constexpr known subscription_restored{"subscription_restored"};
    static constexpr known subscription_updated{"subscription_updated"};
    static constexpr known team_created{"team_created"};
    static constexpr known team_creator_updated{"team_creator_updated"};
    static constexpr known team_deleted{"team_deleted"};
    static constexpr known team_lifecycle_policy_updated{"team_lifecycle_policy_updated"};
    static constexpr known team_member_created{"team_member_created"};
    static constexpr known team_member_deleted{"team_member_deleted"};
    static constexpr known team_member_reset{"team_member_reset"};
    static constexpr known team_member_updated{"team_member_updated"};
    static constexpr known team_updated{"team_updated"};
    static constexpr known transcript_completed_self{"transcript_completed_self"};
    static constexpr known transcript_diarization_consent_changed{"transcript_diarization_consent_changed"};
    static constexpr known transfer_batch_completed{"transfer_batch_completed"};
    static constexpr known user_anonymized{"user_anonymized"};
    static constexpr known user_deactivated{"user_deactivated"};
    static constexpr known user_login{"user_login"};
    static constexpr known user_login_attempt{"user_login_attempt"};
    static constexpr known user_logout{"user_logout"};
    static constexpr known user_mfa_enforced{"user_mfa_enforced"};
    static constexpr known user_reactivated{"user_reactivated"};
    static constexpr known user_signup{"user_signup"};
    static constexpr known user_token_created{"user_token_created"};
    static constexpr known user_token_deleted{"user_token_deleted"};
    static constexpr known user_token_disabled{"user_token_disabled"};
    static constexpr known user_token_enabled{"user_token_enabled"};
    static constexpr known user_token_updated{"user_token_updated"};
    static constexpr known user_updated{"user_updated"};
    static constexpr known v4_migration_role_override_changed{"v4_migration_role_override_changed"};
    static constexpr known v4_planned_migration_creation_failed{"v4_planned_migration_creation_failed"};
    static constexpr known v4_planned_migration_date_updated{"v4_planned_migration_date_updated"};
    static constexpr known webhook_created{"webhook_created"};
    static constexpr known webhook_deleted{"webhook_deleted"};
    static constexpr known webhook_updated{"webhook_updated"};
    static constexpr known workfront_asset_approval_status_updated{"workfront_asset_approval_status_updated"};
    static constexpr known workspace_permissions_granted_to_account_user_group{
        "workspace_permissions_granted_to_account_user_group"};
    static constexpr known workspace_permissions_granted_to_user{"workspace_permissions_granted_to_user"};
};

class audit_resource : public open_enum<audit_resource> {
public:
    using open_enum::open_enum;

    static constexpr known account{"account"};
    static constexpr known account_field_definition{"account_field_definition"};
    static constexpr known account_member{"account_member"};
    static constexpr known account_user_group{"account_user_group"};
    static constexpr known account_v4_migration_eligibility{"account_v4_migration_eligibility"};
    static constexpr known action{"action"};
    static constexpr known allowed_domain{"allowed_domain"};
    static constexpr known anonymous_user{"anonymous_user"};
    static constexpr known asset{"asset"};
    static constexpr known asset_metadata{"asset_metadata"};
    static constexpr known collaborator{"collaborator"};
    static constexpr known collection{"collection"};
    static constexpr known comment{"comment"};
    static constexpr known comment_impression{"comment_impression"};
    static constexpr known controlled_domain{"controlled_domain"};
    static constexpr known folder{"folder"};
    static constexpr known join_request{"join_request"};
    static constexpr known labs_experiment{"labs_experiment"};
    static constexpr known login_factor{"login_factor"};
    static constexpr known media{"media"};
    static constexpr known oauth_app{"oauth_app"};
    static constexpr known pending_account_member{"pending_account_member"};
    static constexpr known pending_collaborator{"pending_collaborator"};
    static constexpr known pending_reviewer{"pending_reviewer"};
    static constexpr known pending_team_member{"pending_team_member"};
    static constexpr known plan{"plan"};
    static constexpr known presentation{"presentation"};
    static constexpr known project{"project"};
    static constexpr known project_field_definition{"project_field_definition"};
    static constexpr known project_invite_link{"project_invite_link"};
    static constexpr known project_preference{"project_preference"};
    static constexpr known reset_token{"reset_token"};
    static constexpr known review_link{"review_link"};
    static constexpr known reviewer{"reviewer"};
    static constexpr known sbwm_template{"sbwm_template"};
    static constexpr known share{"share"};
    static constexpr known share_list{"share_list"};
    static constexpr known subscription{"subscription"};
    static constexpr known subscription_line_item{"subscription_line_item"};
    static constexpr known team{"team"};
    static constexpr known team_member{"team_member"};
    static constexpr known transfer_batch{"transfer_batch"};
    static constexpr known user{"user"};
    static constexpr known user_token{"user_token"};
    static constexpr known v4_planned_migration{"v4_planned_migration"};
    static constexpr known version_stack{"version_stack"};
    static constexpr known webhook{"webhook"};
};

/// Frame.io Audit Event.
struct audit_log_entry {
    std::string account_id;
    audit_event event_type;
    std::string inserted_at;
    std::string ip_address;
    std::optional<std::string> project_id;
    std::string resource_id;
    audit_resource resource_type;
    std::optional<std::string> user_id;
    std::optional<std::string> workspace_id;
    std::optional<api::user> user;
};

}  // namespace frameio::api
