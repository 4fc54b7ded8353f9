#pragma once

#include <frameio/install.hpp>

#include "install/record.hpp"
#include "web/form_data.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace frameio::install {

/// What a page's form calls a field; and the box that removes what was answered.
std::string form_name_of(const config_field& what);
std::string clear_name_of(const config_field& what);

/// The settings of an installation as an admin sees and changes them. What is sensitive is taken, and never shown.
class config_form {
public:
    /// @param fields  outlives it
    /// @param known   what the installation has been told; empty if there is none yet
    config_form(const std::vector<config_field>& fields, config known);

    /// Takes what was typed. What the form did not have stays as it was, and so does what is sensitive and was left
    /// blank.
    void read(const web::query_values& sent);

    /// Whether anything was sent.
    bool was_sent() const noexcept {
        return was_sent_;
    }
    /// Whether the app can be installed so.
    bool is_good() const noexcept;

    /// What the installation is to be told, with what it was told that no field asks for any more: the app before, or
    /// the one after, may.
    const config& settings() const noexcept {
        return settings_;
    }

    /// For a template: each field as what it shows, with what was typed, and what is wrong with it.
    boost::json::array view() const;

private:
    struct entry {
        explicit entry(const config_field& which) : field(&which) {}

        const config_field* field;
        std::string shown;    ///< of what is not sensitive
        std::string problem;  ///< a sentence; empty: none
        bool clears = false;
        bool is_withheld = false;  ///< something was typed, which the form does not repeat
    };

    void read(entry& to, const web::query_values& sent);
    void take(entry& to, std::string typed);
    std::string_view value_of(const config_field& what) const noexcept;
    std::string problem_of(const entry& what) const;
    static std::string shown_problem_of(const entry& what);
    boost::json::object view_of(const entry& what) const;

    std::vector<entry> entries_;
    config known_;
    config settings_;
    bool was_sent_ = false;
};

}  // namespace frameio::install
