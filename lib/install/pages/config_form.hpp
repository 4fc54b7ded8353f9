#pragma once

#include <frameio/install.hpp>

#include "install/record.hpp"
#include "web/form_data.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace frameio::install {

/// What a page's form calls a field; and the box that removes what was answered.
std::string form_name_of(const config_field& what);
std::string clear_name_of(const config_field& what);

/// How many octets a form with all of these may have, if each answer is as long as it may be.
std::size_t largest_form_of(const std::vector<config_field>& fields) noexcept;

/// The settings of an installation as an admin sees and changes them. What is sensitive is taken, and never shown.
class config_form {
public:
    /// @param fields  outlives it
    /// @param known   the installation; nothing: there is none yet
    config_form(const std::vector<config_field>& fields, const std::optional<record>& known);

    /// Takes what was typed. What the form did not have stays as it was, and so does what is sensitive and was left
    /// blank.
    void read(const web::query_values& sent);

    /// Opens with what an earlier attempt was told, which has not come to an installation. Changes no setting.
    void suggest(const config& typed);

    /// Whether any answer is another one than it was.
    bool has_changes() const noexcept {
        return settings_.values != known_;
    }
    /// Whether that would change settings that others are than those that the form was made from; one that does not say
    /// which, is taken to be made from others.
    bool is_outdated() const noexcept {
        return has_changes() && is_outdated_;
    }
    /// Says beside each field what is kept, where that is something else than what was typed.
    void tell_what_is_kept();
    /// Whether the app can be installed so.
    bool is_good() const noexcept;

    /// What the installation is to be told, with what it was told that no field asks for any more: the app before, or
    /// the one after, may.
    const answers& settings() const noexcept {
        return settings_;
    }
    /// From which settings it was made: what the form says in the field `made_from_field`.
    std::string made_from() const;

    /// For a template: each field as what it shows, with what was typed, and what is wrong with it.
    boost::json::array view() const;

private:
    struct entry {
        entry(const config_field& which, bool hides) : field(&which), is_hidden(hides) {}

        const config_field* field;
        bool is_hidden;       ///< whether what is kept is not shown
        std::string shown;    ///< of what is not sensitive
        std::string problem;  ///< a sentence; empty: none
        bool clears = false;
        bool is_withheld = false;  ///< something was typed, which the form does not repeat
    };

    void read(entry& to, const web::query_values& sent);
    void take(entry& to, std::string typed);
    bool is_hidden(const config_field& what) const noexcept;
    std::string_view value_of(const config_field& what) const noexcept;
    std::string what_is_kept(const entry& what) const;
    std::string problem_of(const entry& what) const;
    static std::string shown_problem_of(const entry& what);
    boost::json::object view_of(const entry& what) const;

    std::vector<entry> entries_;
    config known_;
    answers settings_;
    bool is_installed_;
    bool is_outdated_ = false;
};

/// The name of the field that a form carries `config_form::made_from` in.
inline constexpr std::string_view made_from_field = "made_from";

}  // namespace frameio::install
