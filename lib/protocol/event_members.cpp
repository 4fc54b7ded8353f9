#include "protocol/event_members.hpp"

namespace frameio {

namespace {

namespace dom = simdjson::dom;

constexpr std::size_t longest_type = 255;
constexpr std::size_t most_resources = 100;

/// Takes the members one by one, and remembers the first thing that is wrong.
class collector {
public:
    explicit collector(event_members& found) noexcept : found_(found) {}

    void take_all(const dom::object& root) noexcept {
        std::uint32_t position = 0;
        for (const dom::key_value_pair field : root) {
            take(field.key, field.value, position++);
        }
        merge_accounts();
        check_type();
    }

    resource resource_in(const dom::element& element, problem not_an_object) noexcept {
        resource read;
        dom::object object;
        if (element.get(object) != simdjson::SUCCESS) {
            fail(not_an_object);
            return read;
        }
        for (const dom::key_value_pair field : object) {
            if (field.key == "id") {
                read.id = text(field.value, R"(the "id" of a resource is not a string)");
            } else if (field.key == "type") {
                read.type = text(field.value, R"(the "type" of a resource is not a string)");
            }
        }
        return read;
    }

    void fail(problem what) noexcept {
        if (found_.what_is_wrong.empty()) {
            found_.what_is_wrong = what;
        }
    }

private:
    /// By length first, so that most keys cost one comparison.
    void take(std::string_view key, const dom::element& value, std::uint32_t position) noexcept {
        switch (key.size()) {
            case 4:
                return take_4(key, value, position);
            case 7:
                return take_7(key, value);
            case 8:
                return key == "resource" ? take_resource(value) : void();
            case 9:
                return take_9(key, value);
            case 10:
                if (key == "account_id") {
                    found_.account_id = text(value, R"("account_id" is not a string)");
                }
                return;
            case 14:
                if (key == "interaction_id") {
                    found_.interaction_id = optional_text(value, R"("interaction_id" is not a string)");
                }
                return;
            default:
                return;
        }
    }

    void take_4(std::string_view key, const dom::element& value, std::uint32_t position) noexcept {
        if (key == "type") {
            found_.type = text(value, R"("type" is not a string)");
        } else if (key == "user") {
            found_.user_id = id_in(value, R"("user" is not an object)", R"("user.id" is not a string)");
        } else if (key == "team") {
            found_.team_id = id_in(value, R"("team" is not an object)", R"("team.id" is not a string)");
        } else if (key == "data") {
            found_.data = present(value);
            found_.data_position = position;
        }
    }

    void take_7(std::string_view key, const dom::element& value) noexcept {
        if (key == "account") {
            nested_account_id_ = id_in(value, R"("account" is not an object)", R"("account.id" is not a string)");
        } else if (key == "project") {
            found_.project_id = id_in(value, R"("project" is not an object)", R"("project.id" is not a string)");
        }
    }

    void take_9(std::string_view key, const dom::element& value) noexcept {
        if (key == "workspace") {
            found_.workspace_id = id_in(value, R"("workspace" is not an object)", R"("workspace.id" is not a string)");
        } else if (key == "resources") {
            found_.resources = present(value);
        } else if (key == "action_id") {
            found_.action_id = optional_text(value, R"("action_id" is not a string)");
        }
    }

    void take_resource(const dom::element& value) noexcept {
        found_.single.reset();
        if (!value.is_null()) {
            found_.single = resource_in(value, R"("resource" is not an object)");
        }
    }

    std::string_view text(const dom::element& value, problem not_text) noexcept {
        std::string_view text;
        if (value.get(text) != simdjson::SUCCESS && !value.is_null()) {
            fail(not_text);
        }
        return text;
    }

    std::optional<std::string_view> optional_text(const dom::element& value, problem not_text) noexcept {
        return value.is_null() ? std::nullopt : std::optional(text(value, not_text));
    }

    std::string_view id_in(const dom::element& value, problem not_an_object, problem not_text) noexcept {
        std::string_view id;
        dom::object object;
        if (value.get(object) != simdjson::SUCCESS) {
            if (!value.is_null()) {
                fail(not_an_object);
            }
            return id;
        }
        for (const dom::key_value_pair field : object) {
            if (field.key == "id") {
                id = text(field.value, not_text);
            }
        }
        return id;
    }

    static std::optional<dom::element> present(const dom::element& value) noexcept {
        return value.is_null() ? std::nullopt : std::optional(value);
    }

    void merge_accounts() noexcept {
        if (found_.account_id.empty()) {
            found_.account_id = nested_account_id_;
        } else if (!nested_account_id_.empty() && nested_account_id_ != found_.account_id) {
            fail(R"("account_id" and "account.id" differ)");
        }
    }

    void check_type() noexcept {
        if (found_.type.empty()) {
            fail(R"("type" is missing or empty)");
        } else if (found_.type.size() > longest_type) {
            fail(R"("type" is longer than 255 octets)");
        }
    }

    event_members& found_;
    std::string_view nested_account_id_;
};

}  // namespace

event_members::event_members(const dom::object& root) noexcept {
    collector(*this).take_all(root);
}

std::vector<resource> read_resources(event_members& members) {
    std::vector<resource> all;
    collector reader(members);
    dom::array array;
    if (members.resources && members.resources->get(array) != simdjson::SUCCESS) {
        reader.fail(R"("resources" is not an array)");
    } else if (members.resources && array.size() > most_resources) {
        reader.fail(R"("resources" has more than 100 members)");
    } else if (members.resources) {
        for (const dom::element element : array) {
            all.push_back(reader.resource_in(element, R"(a member of "resources" is not an object)"));
        }
    }
    if (all.empty() && members.single) {
        all.push_back(*members.single);
    }
    return all;
}

}  // namespace frameio
