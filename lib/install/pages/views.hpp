#pragma once

#include <frameio/clock.hpp>

#include "install/blueprint.hpp"
#include "install/difference.hpp"
#include "install/pages/rights.hpp"
#include "install/record.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace frameio::install {

// What pages show, as their templates want it. Nothing of it is secret.

/// "2026-07-17 21:34 UTC"
std::string text_of(clock::wall_time when);

/// What others have said, Frame.io for one, in one line of some hundred letters: without what could be a token or a
/// secret that it repeats.
std::string quote_of(std::string_view text);

/// The text, or false if there is none: what a template leaves out.
boost::json::value text_or_nothing(const std::string& text);

boost::json::array view_of(const std::vector<place>& all);

/// What will be there, and what is there.
boost::json::object view_of(const blueprint& what);
boost::json::object view_of(const record& what);

/// What would change, and what the button is called that does it.
/// @param is_whole  whether the last attempt has come to its end
boost::json::object view_of(const difference& what, bool is_whole);

}  // namespace frameio::install
