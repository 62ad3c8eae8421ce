-- A slice records under its own name: that a team was given the standard flow chart is guidance's to tell. What happened stays as it was written, under one name.
update audit.event set kind = 'guidance.standard-flow-given' where kind = 'register.standard-flow-given';
