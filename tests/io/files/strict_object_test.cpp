#include "io/files/strict_object.h"

#include <gmock/gmock.h>

#include <functional>

#include "io/values/errors.h"
#include "tests/io/files/temporary_folder.h"

namespace osteosign {
namespace {

using testing::HasSubstr;

std::string refusal_of(const std::function<void()>& reading) {
  try {
    reading();
  } catch (const UsageError& refusal) {
    EXPECT_EQ(refusal.exit_code(), 1);
    return refusal.what();
  }
  return "accepted";
}

StrictObject parsed(const std::string& text) { return StrictObject::parse(text, "site.json"); }

TEST(StrictObject, GivesWhatIsThereAndNothingForWhatIsNot) {
  StrictObject given = parsed(R"({"a": 1.5, "b": 3, "c": true, "d": "x", "e": {"f": 2}} // a comment)");
  EXPECT_EQ(given.number("a", {0, 2}), 1.5);
  EXPECT_EQ(given.number("b", {0, 9}), 3);
  EXPECT_EQ(given.whole_number("b", {0, 9}), 3);
  EXPECT_EQ(given.truth("c"), true);
  EXPECT_EQ(given.text("d"), "x");
  EXPECT_EQ(given.one_of("d", {"w", "x"}), 1U);
  EXPECT_EQ(given.object("e")->number("f", {0, 9}), 2);
  EXPECT_EQ(given.number("absent", {0, 1}), std::nullopt);
  given.refuse_other_keys();
}

TEST(StrictObject, RefusesAValueOutsideItsRangeAndTakesItsEnds) {
  const auto read = [](const char* text) { parsed(text).number("a", {1, 2}); };
  EXPECT_EQ(refusal_of([&] { read(R"({"a": 0.99})"); }), "site.json: a: 0.99 is below 1");
  EXPECT_EQ(refusal_of([&] { read(R"({"a": 1})"); }), "accepted");
  EXPECT_EQ(refusal_of([&] { read(R"({"a": 2.0})"); }), "accepted");
  EXPECT_EQ(refusal_of([&] { read(R"({"a": 2.01})"); }), "site.json: a: 2.01 is above 2");
}

TEST(StrictObject, RefusesEachWrongType) {
  const auto number = [](const char* text) { parsed(text).number("a", {0, 9}); };
  EXPECT_EQ(refusal_of([&] { number(R"({"a": true})"); }), "site.json: a: true is not a number");
  EXPECT_EQ(refusal_of([&] { number(R"({"a": "3"})"); }), "site.json: a: \"3\" is not a number");
  EXPECT_EQ(refusal_of([&] { number(R"({"a": null})"); }), "site.json: a: null is not a number");
  const auto whole = [](const char* text) { parsed(text).whole_number("a", {0, 200}); };
  EXPECT_EQ(refusal_of([&] { whole(R"({"a": 100.9})"); }), "site.json: a: 100.9 is not a whole number");
  EXPECT_EQ(refusal_of([&] { whole(R"({"a": -3})"); }), "site.json: a: -3 is below 0");
  EXPECT_EQ(refusal_of([&] { whole(R"({"a": 99999999999})"); }), "site.json: a: 99999999999 is above 200");
  EXPECT_EQ(refusal_of([] { parsed(R"({"a": 1})").truth("a"); }), "site.json: a: 1 is not true or false");
  EXPECT_EQ(refusal_of([] { parsed(R"({"a": 1})").text("a"); }), "site.json: a: 1 is not a text");
  EXPECT_EQ(refusal_of([] { parsed(R"({"a": 1})").object("a"); }), "site.json: a: 1 is not an object");
  EXPECT_EQ(refusal_of([] { parsed(R"({"a": ""})").text("a"); }),
            "site.json: a: \"\" is not a text with something in it");
}

TEST(StrictObject, RefusesAWordThatIsNotInTheList) {
  EXPECT_EQ(refusal_of([] {
              parsed(R"({"a": "maybe"})").one_of("a", {"slow", "fast"});
            }),
            "site.json: a: \"maybe\" is not one of slow, fast");
}

TEST(StrictObject, RefusesAKeyThatNobodyAskedFor) {
  StrictObject given = parsed(R"({"outer": {"known": 1, "knwon": 2}})");
  EXPECT_EQ(refusal_of([&] {
              StrictObject outer = *given.object("outer");
              outer.number("known", {0, 9});
              outer.refuse_other_keys();
            }),
            "site.json: outer.knwon: is not a known key; known here: known");
}

TEST(StrictObject, RefusesAKeyGivenTwiceAtAnyDepth) {
  EXPECT_EQ(refusal_of([] { parsed(R"({"a": 1, "a": 2})"); }), "site.json: a is given twice");
  EXPECT_EQ(refusal_of([] { parsed(R"({"x": [1, {"y": {"b": 1, "c": {"b": 0}, "b": 2}}]})"); }),
            "site.json: x.y.b is given twice");
  EXPECT_EQ(refusal_of([] { parsed(R"({"x": {"a": 1}, "y": {"a": 2}})"); }), "accepted");
}

TEST(StrictObject, RefusesWhatIsNotAnObject) {
  EXPECT_THAT(refusal_of([] { parsed("{\"a\": 1,\n \"b\" 2}"); }),
              testing::AllOf(HasSubstr("site.json: is not JSON: parse error at line 2")));
  EXPECT_THAT(refusal_of([] { parsed(R"({"a": NaN})"); }), HasSubstr("site.json: is not JSON"));
  EXPECT_THAT(refusal_of([] { parsed(R"({"a": 1e999})"); }), HasSubstr("site.json: is not JSON"));
  EXPECT_EQ(refusal_of([] { parsed("[1]"); }), "site.json: is not a JSON object");
  EXPECT_THAT(refusal_of([] { parsed(""); }), HasSubstr("site.json: is not JSON"));
}

TEST(StrictObject, AFileThatCannotBeOpenedIsNamed) {
  const auto file = temporary_folder() / "absent.json";
  try {
    StrictObject::read(file);
    FAIL() << "no error";
  } catch (const InputError& refusal) {
    EXPECT_EQ(refusal.what(), file.string() + ": cannot be opened");
    EXPECT_EQ(refusal.exit_code(), 20);
  }
}

}  // namespace
}  // namespace osteosign
